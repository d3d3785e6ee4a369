using System.Globalization;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Who has a port of this host: from the kernel's tables of sockets and the descriptors of processes.</summary>
internal static class PortOwner
{
    private const string Listening = "0A";
    private const int LocalAddress = 1;
    private const int State = 3;
    private const int Inode = 9;

    /// <summary><c>dnsmasq (process 812)</c>; null where nobody has it, or nobody who can be seen.</summary>
    public static string? Of(int port)
    {
        HashSet<string> sockets = [];
        foreach (string table in (string[])["tcp", "tcp6", "udp", "udp6"])
        {
            Collect(table, port, sockets);
        }

        if (sockets.Count == 0)
        {
            return null;
        }

        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && Holds(process, sockets))
            {
                string name = KernelFiles.Read(process + "/comm")?.Trim() ?? "a program";
                return string.Create(CultureInfo.InvariantCulture, $"{name} (process {pid})");
            }
        }

        return "a process that this user may not look at";
    }

    private static void Collect(string table, int port, HashSet<string> sockets)
    {
        string end = string.Create(CultureInfo.InvariantCulture, $":{port:X4}");
        foreach (string line in (KernelFiles.Read("/proc/net/" + table, 4 << 20) ?? "").Split('\n').Skip(1))
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length > Inode && words[LocalAddress].EndsWith(end, StringComparison.Ordinal)
                && (table.StartsWith("udp", StringComparison.Ordinal) || words[State] == Listening))
            {
                sockets.Add($"socket:[{words[Inode]}]");
            }
        }
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return Directory.EnumerateFileSystemEntries(process + "/fd").Any(fd => new FileInfo(fd).LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // it has ended, or is another user's
            return false;
        }
    }
}
