namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Where file systems are mounted.</summary>
internal static class Mounts
{
    private const int MostBytes = 4 * 1024 * 1024;

    /// <summary>Something is mounted at just that directory.</summary>
    public static bool Contains(HostFiles files, string directory)
    {
        // the second field; blanks in it are written as \\040
        string wanted = directory.TrimEnd('/').Replace(" ", "\\040", StringComparison.Ordinal);
        return (files.Text("/proc/self/mounts", MostBytes) ?? "").Split('\n').Any(line => line.Split(' ') is [_, var at, ..] && at == wanted);
    }
}
