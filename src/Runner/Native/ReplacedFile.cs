using System.Text;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.Native;

/// <summary>A user's own file that gets other contents: at once, so that whoever reads it sees the old or the new, and with its rights and owner.</summary>
public static class ReplacedFile
{
    private const uint TypeMask = 0xf000;
    private const uint RegularFile = 0x8000;
    private const UnixFileMode NewFile = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <param name="path">A link is followed. What is no regular file (a terminal, a pipe) is written to.</param>
    /// <param name="text">Becomes UTF-8.</param>
    /// <exception cref="NativeException">It cannot be written.</exception>
    public static void Write(string path, string text)
    {
        byte[] bytes = new UTF8Encoding(false).GetBytes(text);
        string target = new FileInfo(path) is { Exists: true, LinkTarget: not null } link ? link.ResolveLinkTarget(true)!.FullName : Path.GetFullPath(path);
        if (FileStatus.Of(target) is not { } status)
        {
            Files.WriteAtomically(target, bytes, NewFile, durable: true);
        }
        else if ((status.Mode & TypeMask) == RegularFile)
        {
            FileOwner? owner = Environment.IsPrivilegedProcess ? new FileOwner(status.Uid, status.Gid) : null;
            Files.WriteAtomically(target, bytes, (UnixFileMode)(status.Mode & 0x1ff), durable: true, owner);
        }
        else
        {
            File.WriteAllBytes(target, bytes);
        }
    }
}
