using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>The host's files below a root: the empty one for the host itself, a directory in tests. What cannot be read is as good as missing.</summary>
internal sealed class HostFiles(string root)
{
    public string At(string path) => root + path;

    public string? Text(string path, int most = 64 * 1024) => KernelFiles.Read(root + path, most);

    /// <summary>A small file's words in one line.</summary>
    public string? Line(string path) => Text(path, 4096)?.Trim();

    /// <summary>A small file that holds a hexadecimal number without prefix.</summary>
    public uint? Hex(string path) =>
        uint.TryParse(Line(path), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out uint value)
            ? value : null;

    public uint? Number(string path) =>
        uint.TryParse(Line(path), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out uint value) ? value : null;

    /// <summary>A file's beginning; empty where it cannot be read.</summary>
    public byte[] Bytes(string path, int most) => KernelFiles.ReadBytes(root + path, most) ?? [];

    /// <summary>The last part of what a symbolic link leads to; null where there is no link.</summary>
    public string? LinkName(string path)
    {
        try
        {
            return new FileInfo(root + path).LinkTarget is { } target ? Path.GetFileName(target.TrimEnd('/')) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The file that a path leads to, all links resolved; the path itself where there is none.</summary>
    public string RealPath(string path)
    {
        int number = Libc.openat(Libc.AT_FDCWD, root + path, Libc.O_PATH | Libc.O_CLOEXEC, 0);
        if (number < 0)
        {
            return path;
        }

        using var file = new FileDescriptor(number);
        string real = new FileInfo(string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{number}")).LinkTarget ?? path;
        return real.StartsWith(root, StringComparison.Ordinal) ? real[root.Length..] : real;
    }

    public bool Exists(string path) => File.Exists(root + path) || Directory.Exists(root + path);

    /// <summary>Names in a directory, sorted ordinally; empty where there is none.</summary>
    public IReadOnlyList<string> Names(string directory)
    {
        try
        {
            string[] paths = Directory.GetFileSystemEntries(root + directory);
            string[] names = Array.ConvertAll(paths, x => Path.GetFileName(x));
            Array.Sort(names, StringComparer.Ordinal);
            return names;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    public HostPathKind KindOf(string path)
    {
        const uint TypeMask = 0xf000;
        return FileStatus.Of(root + path) is not { } status ? HostPathKind.Missing : (status.Mode & TypeMask) switch
        {
            0x8000 => HostPathKind.File,
            0x6000 => HostPathKind.Block,
            0x4000 => HostPathKind.Directory,
            _ => HostPathKind.Other,
        };
    }
}
