namespace VirshLite.Runner.Native;

/// <summary>Where programs are: a name with a slash is taken as it is, any other is looked for; null where no such program is there.</summary>
internal static class ProgramPath
{
    private const string UsualPath = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static readonly string[] HelperDirectories =
        ["/usr/sbin", "/sbin", "/usr/bin", "/bin", "/usr/local/sbin", "/usr/local/bin", "/usr/libexec/qemu", "/usr/libexec", "/usr/lib/qemu", "/usr/lib"];

    /// <summary>A program that a command line may name: on PATH only, or the usual one where there is no PATH.</summary>
    public static string? Find(string name)
    {
        string? path = Environment.GetEnvironmentVariable("PATH");
        return FindIn((string.IsNullOrEmpty(path) ? UsualPath : path).Split(':', StringSplitOptions.RemoveEmptyEntries), name);
    }

    /// <summary>A program that is run for a guest: on PATH, then where helpers of QEMU and of the system live.</summary>
    public static string? FindHelper(string name) => Find(name) ?? FindIn(HelperDirectories, name);

    private static string? FindIn(string[] directories, string name)
    {
        if (name.Contains('/', StringComparison.Ordinal))
        {
            return IsProgram(name) ? name : null;
        }

        foreach (string directory in directories)
        {
            string candidate = $"{directory.TrimEnd('/')}/{name}";
            if (candidate[0] == '/' && IsProgram(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsProgram(string path) => FileStatus.IsAccessible(path, 1) && !Directory.Exists(path);
}
