using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Undo;

/// <summary>
/// Finds processes whose starter died between starting them and noting who they are: by a listening socket that they were handed, whose path is known, or by a
/// mark in their environment. Nobody else has either.
/// </summary>
internal static class OrphanSearch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Kills them; both may be empty.</summary>
    public static void Kill(string socket, string mark)
    {
        HashSet<string> sockets = socket.Length > 0 ? LinksOf(socket) : [];
        byte[]? marked = mark.Length > 0 ? Encoding.UTF8.GetBytes(mark) : null;
        if (sockets.Count == 0 && marked is null)
        {
            return;
        }

        foreach (string directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && pid != Environment.ProcessId
                && ((sockets.Count > 0 && Holds(directory, sockets)) || (marked is not null && Bears(directory, marked)))
                && ProcessIdentity.Of(pid) is { } orphan)
            {
                orphan.Kill();
                orphan.WaitForEnd(Patience);
            }
        }
    }

    /// <summary>How descriptors of the sockets bound to a path read in /proc/PID/fd: the kernel lists number and path of each.</summary>
    private static HashSet<string> LinksOf(string path)
    {
        var links = new HashSet<string>(StringComparer.Ordinal);
        foreach (string line in File.ReadLines("/proc/net/unix"))
        {
            string[] fields = line.Split(' ', 8, StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length == 8 && fields[7] == path)
            {
                links.Add($"socket:[{fields[6]}]");
            }
        }

        return links;
    }

    private static bool Holds(string process, HashSet<string> links)
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(process + "/fd"))
            {
                if (new FileInfo(file).LinkTarget is { } target && links.Contains(target))
                {
                    return true;
                }
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // gone, or somebody else's
        }

        return false;
    }

    private static bool Bears(string process, byte[] mark)
    {
        try
        {
            return File.ReadAllBytes(process + "/environ").AsSpan().IndexOf(mark) >= 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
