namespace VirshLite.Tests;

/// <summary>libvirt's test data (<c>cases.json</c>, <c>data/</c>, <c>qemu/</c>), which are not part of the repository.</summary>
internal static class ConformanceFolder
{
    /// <summary>
    /// Where VIRSHLITE_CONFORMANCE points, else the nearest <c>shared/conformance</c> beside the checkout or a directory above it; null where there is none.
    /// </summary>
    public static string? Path { get; } = Find();

    /// <summary>The same; skips the test where there is none.</summary>
    public static string Required
    {
        get
        {
            Skip.If(Path is null, "libvirt's test data are not in shared/conformance beside this checkout; VIRSHLITE_CONFORMANCE can name their directory");
            return Path!;
        }
    }

    private static string? Find()
    {
        string? directory = Environment.GetEnvironmentVariable("VIRSHLITE_CONFORMANCE") is { Length: > 0 } given
            ? System.IO.Path.GetFullPath(given) : SharedFolder.Find("conformance");
        return directory is not null && File.Exists(System.IO.Path.Combine(directory, "cases.json")) ? directory : null;
    }
}
