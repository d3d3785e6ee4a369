namespace VirshLite.Cli.Arguments;

/// <summary>This program's version, from Directory.Build.props.</summary>
internal static class ProductVersion
{
    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version!.ToString(3);
}
