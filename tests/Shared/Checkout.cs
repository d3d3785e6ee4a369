namespace VirshLite.Tests;

/// <summary>The source tree that the tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find();

    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    private static string Find()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "VirshLite.sln")))
            {
                return at.FullName;
            }
        }

        throw new DirectoryNotFoundException("VirshLite.sln stands in no directory above " + AppContext.BaseDirectory);
    }
}
