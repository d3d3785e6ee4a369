namespace VirshLite.Cli.Arguments;

/// <summary>This program's version, from Directory.Build.props.</summary>
internal static class ProductVersion
{
    /// <summary>The libvirt whose rules are followed.</summary>
    public const string Libvirt = "11.3.0";

    public static string Text { get; } = typeof(ProductVersion).Assembly.GetName().Version!.ToString(3);
}
