using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Networking.Virtual;

/// <summary>
/// A network's dnsmasq, known by its pid file and by its own configuration among its words: a pid that has become somebody else's is left alone.
/// </summary>
internal static class DnsmasqProcess
{
    private const int SIGHUP = 1;

    public static bool IsRunning(NetworkPaths paths) => Pid(paths) is not null;

    /// <summary>Tells it to read its hosts files again.</summary>
    public static void Refresh(NetworkPaths paths)
    {
        if (Pid(paths) is { } pid)
        {
            _ = Libc.kill(pid, SIGHUP);
        }
    }

    private static int? Pid(NetworkPaths paths)
    {
        if (KernelFiles.Read(paths.Pid) is not { } text || !int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
        {
            return null;
        }

        string words = KernelFiles.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/cmdline")) ?? "";
        return words.Split('\0').Contains("--conf-file=" + paths.Configuration) ? pid : null;
    }
}
