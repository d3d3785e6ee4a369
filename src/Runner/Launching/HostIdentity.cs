namespace VirshLite.Runner.Launching;

/// <summary>The host's name and kernel, for the log.</summary>
internal static class HostIdentity
{
    public static string Kernel => Read("/proc/sys/kernel/osrelease");

    public static string Name => Read("/proc/sys/kernel/hostname");

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path).Trim();
        }
        catch (IOException)
        {
            return "unknown";
        }
    }
}
