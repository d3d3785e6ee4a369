using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Confinement;

namespace VirshLite.Runner.TrustedFiles;

/// <summary>
/// Who a file belonged to before the first guest took it, and how many guests have it now, noted at the file itself in libvirt's own way, so that both count
/// the same (confinement.md 3.4).
/// A note of an earlier boot counts for nothing.
/// </summary>
internal static class RememberedOwner
{
    private const string Owner = "trusted.libvirt.security.dac";
    private const string Count = "trusted.libvirt.security.ref_dac";
    private const string BootTime = "trusted.libvirt.security.timestamp_dac";
    private const long BootTimesDifferBy = 5;
    private static readonly string[] Names = [Owner, Count, BootTime];

    /// <summary>What became of an attempt to note an owner.</summary>
    public enum Outcome
    {
        /// <summary>This guest is the first.</summary>
        First,

        /// <summary>Others have it too.</summary>
        Shared,

        /// <summary>The file system keeps no such notes.</summary>
        Unsupported,
    }

    /// <summary>Counts one user more; the first one's note has the owner of now.</summary>
    /// <param name="file">Not changed hands yet.</param>
    /// <param name="wanted">Whose it is to be.</param>
    /// <exception cref="GuestException">Others use it under another owner.</exception>
    public static Outcome Remember(TrustedFile file, FileOwner wanted)
    {
        string path = file.PathByDescriptor;
        if (Read(path) is { } note)
        {
            if (file.Status.Uid != wanted.Uid || file.Status.Gid != wanted.Gid)
            {
                throw new GuestException($"Requested operation is not valid: Setting different DAC user or group on {file.Path} which is already in use");
            }

            return Write(path, Count, (note.Users + 1).ToString(CultureInfo.InvariantCulture)) ? Outcome.Shared : Outcome.Unsupported;
        }

        Forget(path);
        var former = new FileOwner(file.Status.Uid, file.Status.Gid);
        bool isNoted = Write(path, Owner, former.ToString()) && Write(path, BootTime, HostBoot().ToString(CultureInfo.InvariantCulture))
            && Write(path, Count, "1");
        if (!isNoted)
        {
            Forget(path);
        }

        return isNoted ? Outcome.First : Outcome.Unsupported;
    }

    /// <summary>
    /// Counts one user less. The owner to give the file back to where that was the last one; null where others still have it, or where there is no note
    /// (<paramref name="isNoted"/>).
    /// </summary>
    public static FileOwner? Recall(TrustedFile file, out bool isNoted)
    {
        string path = file.PathByDescriptor;
        Note? found = Read(path);
        isNoted = found is not null;
        if (found is not { } note)
        {
            Forget(path);
            return null;
        }

        if (note.Users > 1)
        {
            Write(path, Count, (note.Users - 1).ToString(CultureInfo.InvariantCulture));
            return null;
        }

        Forget(path);
        return note.Former;
    }

    /// <summary>How many guests have the file; 0 = nobody, or nothing is known.</summary>
    public static uint Users(TrustedFile file) => Read(file.PathByDescriptor)?.Users ?? 0;

    private static Note? Read(string path)
    {
        if (Text(path, Owner) is not { } owner || Text(path, Count) is not { } count || Text(path, BootTime) is not { } boot)
        {
            return null;
        }

        string[] halves = owner.Split(':');
        bool isOfThisBoot = long.TryParse(boot, NumberStyles.None, CultureInfo.InvariantCulture, out long time)
            && Math.Abs(time - HostBoot()) <= BootTimesDifferBy;
        return isOfThisBoot && halves.Length == 2 && FileOwner.Number(halves[0]) is { } uid && FileOwner.Number(halves[1]) is { } gid
            && uint.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out uint users) && users is > 0 and < uint.MaxValue
            ? new(new(uid, gid), users)
            : null;
    }

    private static string? Text(string path, string name)
    {
        byte[] buffer = new byte[64];
        nint length = Libc.getxattr(path, name, ref buffer[0], (nuint)buffer.Length);
        return length < 0 ? null : Encoding.ASCII.GetString(buffer, 0, (int)length).TrimEnd('\0');
    }

    private static bool Write(string path, string name, string value)
    {
        byte[] bytes = Encoding.ASCII.GetBytes(value);
        return Libc.setxattr(path, name, ref bytes[0], (nuint)bytes.Length, 0) == 0;
    }

    private static void Forget(string path)
    {
        foreach (string name in Names)
        {
            _ = Libc.removexattr(path, name);
        }
    }

    /// <summary>Seconds since the epoch at which this host started.</summary>
    private static long HostBoot()
    {
        foreach (string line in File.ReadLines("/proc/stat"))
        {
            if (line.StartsWith("btime ", StringComparison.Ordinal))
            {
                return long.Parse(line.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture);
            }
        }

        return 0;
    }

    private readonly record struct Note(FileOwner Former, uint Users);
}
