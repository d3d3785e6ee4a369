namespace VirshLite.EndToEnd;

/// <summary>What the tests run.</summary>
internal static class Programs
{
    public const string Qemu = "/usr/bin/qemu-system-x86_64";

    /// <summary>The native build where TEST_VIRSHLITE_NATIVE names it, else the managed one beside the tests.</summary>
    public static string VirshLite { get; } =
        Environment.GetEnvironmentVariable("TEST_VIRSHLITE_NATIVE") is { Length: > 0 } native ? native : Path.Combine(AppContext.BaseDirectory, "virshlite");

    /// <summary>What QEMU can do is asked once for all tests.</summary>
    public static string SharedCache { get; } = MakeCache();

    private static string MakeCache()
    {
        string directory = Path.Combine(Path.GetTempPath(), $"vle-{Environment.ProcessId}-cache");
        Directory.CreateDirectory(directory);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => TemporaryDirectory.Remove(directory);
        return directory;
    }
}
