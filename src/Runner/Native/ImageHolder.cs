using System.Globalization;
using System.Text;

namespace VirshLite.Runner.Native;

/// <summary>
/// Who has an image that QEMU could not lock: QEMU says that somebody has it; the kernel knows who. Guests are named, whoever started them.
/// </summary>
internal static class ImageHolder
{
    private const string Lock = "lock\nIs another process using the image [";
    private const string GuestWord = "guest=";

    /// <summary>QEMU's words, followed by who it is where that can be told.</summary>
    public static string Explained(string message)
    {
        int at = message.IndexOf(Lock, StringComparison.Ordinal);
        int end = at < 0 ? -1 : message.IndexOf("]?", at, StringComparison.Ordinal);
        return end > 0 && Of(message[(at + Lock.Length)..end]) is { } holder ? $"{message[..(end + 2)]} It is open in {holder}{message[(end + 2)..]}" : message;
    }

    /// <summary>The process that has the file open, in words; null where none does that this user may look at.</summary>
    private static string? Of(string path)
    {
        string real = File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(process.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && pid != Environment.ProcessId
                && HasOpen(process, real))
            {
                return string.Create(CultureInfo.InvariantCulture, $"{NameOf(process)} (process {pid})");
            }
        }

        return null;
    }

    private static bool HasOpen(string process, string path)
    {
        try
        {
            foreach (string file in Directory.EnumerateFileSystemEntries(process + "/fd"))
            {
                if (new FileInfo(file).LinkTarget == path)
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

    /// <summary><c>guest 'NAME'</c> for QEMUs of this program and of libvirt, else the program.</summary>
    private static string NameOf(string process)
    {
        string[] words = Encoding.UTF8.GetString(KernelFiles.ReadBytes(process + "/cmdline", 1 << 20) ?? []).Split('\0');
        int name = Array.IndexOf(words, "-name") + 1;
        if (name > 0 && name < words.Length && words[name].Split(',').FirstOrDefault(w => w.StartsWith(GuestWord, StringComparison.Ordinal)) is { } guest)
        {
            return $"guest '{guest[GuestWord.Length..]}'";
        }

        return words[0].Length > 0 ? words[0] : "another program";
    }
}
