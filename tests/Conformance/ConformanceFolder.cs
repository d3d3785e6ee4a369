namespace VirshLite.Conformance;

/// <summary>Finds libvirt's test data beside the checkout, and the ratchet inside it.</summary>
internal static class ConformanceFolder
{
    /// <summary>VIRSHLITE_CONFORMANCE, else <c>shared/conformance</c> beside the checkout; null where there is none.</summary>
    public static string? Find()
    {
        string? set = Environment.GetEnvironmentVariable("VIRSHLITE_CONFORMANCE");
        string path = set ?? Path.Combine(Checkout(), "..", "shared", "conformance");
        return File.Exists(Path.Combine(path, "cases.json")) ? Path.GetFullPath(path) : null;
    }

    public static string PassingList() => Path.Combine(Checkout(), "tests", "Conformance", "passing.txt");

    private static string Checkout()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "VirshLite.sln")))
            {
                return at.FullName;
            }
        }

        return Directory.GetCurrentDirectory();
    }
}
