using System.Globalization;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>Which file it is, whatever its path: device and inode. Its text is <c>MAJOR:MINOR:INODE</c>.</summary>
public readonly record struct FileIdentity(uint Major, uint Minor, ulong Inode)
{
    public static FileIdentity? Parse(string text)
    {
        string[] parts = text.Split(':');
        return parts.Length == 3
            && uint.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out uint major)
            && uint.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint minor)
            && ulong.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out ulong inode)
            ? new(major, minor, inode)
            : null;
    }

    public bool IsOnSameFileSystem(FileIdentity other) => Major == other.Major && Minor == other.Minor;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Major}:{Minor}:{Inode}");
}
