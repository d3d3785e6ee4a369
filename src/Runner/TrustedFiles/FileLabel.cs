using System.Text;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>
/// A file that has another SELinux label while a guest uses it: enough to give its former one back, and to know it again (R28). Its words stand in a journal.
/// </summary>
/// <param name="Former">Empty: it had none.</param>
public sealed record FileLabel(string Path, FileIdentity Identity, string Label, string Former)
{
    private const string Attribute = "security.selinux";

    public IReadOnlyList<string> Words => [Path, Identity.ToString(), Label, Former];

    /// <summary>null where the words are none.</summary>
    public static FileLabel? Parse(IReadOnlyList<string> words) =>
        words.Count == 4 && FileIdentity.Parse(words[1]) is { } identity ? new(words[0], identity, words[2], words[3]) : null;

    /// <summary>What giving a file a label would be; null where it has that one.</summary>
    internal static FileLabel? Plan(TrustedFile file, string label)
    {
        string former = Of(file.PathByDescriptor) ?? "";
        return former == label ? null : new(file.Path, file.Identity, label, former);
    }

    /// <exception cref="NativeException">The file system has no labels, or the kernel does not let it be.</exception>
    internal void Set(TrustedFile file) => Set(file.PathByDescriptor, Label);

    /// <summary>Its former label comes back, if it is still that file and has the label that it was given.</summary>
    public void TakeBack()
    {
        using TrustedFile? file = TrustedFile.TryOpen(Path);
        if (file is null || file.Identity != Identity || Of(file.PathByDescriptor) != Label)
        {
            return;
        }

        if (Former.Length > 0)
        {
            Set(file.PathByDescriptor, Former);
        }
        else
        {
            _ = Libc.removexattr(file.PathByDescriptor, Attribute);
        }
    }

    /// <summary>A file's label; null where it has none.</summary>
    internal static string? Of(string path)
    {
        byte[] buffer = new byte[4096];
        nint length = Libc.getxattr(path, Attribute, ref buffer[0], (nuint)buffer.Length);
        return length <= 0 ? null : Encoding.ASCII.GetString(buffer, 0, (int)length).TrimEnd('\0');
    }

    private static void Set(string path, string label)
    {
        // the kernel's own tools write the end of the text too
        byte[] bytes = Encoding.ASCII.GetBytes(label + "\0");
        if (Libc.setxattr(path, Attribute, ref bytes[0], (nuint)bytes.Length, 0) != 0)
        {
            throw NativeException.Last($"unable to set security context '{label}' on '{path}'");
        }
    }
}
