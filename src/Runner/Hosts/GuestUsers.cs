using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// Which number of the range each guest's user has (confinement.md 10.3, R34). A guest keeps its number from start to start; one whose guest has not been
/// started for longest is given to another when all are taken. The list is a file of root's, a line a guest, the one started last at its end.
/// </summary>
internal sealed class GuestUsers(string file, UserNumbers range, Func<uint, bool> isInUse)
{
    /// <summary>The list of this host.</summary>
    public static GuestUsers Of(Settings settings, UserNumbers range)
    {
        var users = new Lazy<HashSet<uint>>(() => UsersOfProcesses(range));
        return new(settings.LibDirectory + "/guest-users", range, n => users.Value.Contains(n));
    }

    /// <summary>The number of a guest that has been started before.</summary>
    public uint? Known(Guid guest) => Read().Where(e => e.Guest == guest && range.Contains(e.User)).Select(e => (uint?)e.User).FirstOrDefault();

    /// <summary>The number of a guest that is about to start.</summary>
    /// <exception cref="GuestException">All numbers are those of running guests.</exception>
    public uint Take(Guid guest)
    {
        Files.MakeDirectory(Path.GetDirectoryName(file)!, FileModes.PublicDirectory);
        using FileLock held = FileLock.Take(file + ".lock");
        List<Entry> entries = Read();
        uint user = entries.Where(e => e.Guest == guest && range.Contains(e.User)).Select(e => (uint?)e.User).FirstOrDefault() ?? Free(entries);
        entries.RemoveAll(e => e.Guest == guest || e.User == user);
        entries.Add(new(guest, user));
        string text = string.Concat(entries.Select(e => string.Create(CultureInfo.InvariantCulture, $"{e.Guest:D} {e.User}\n")));
        Files.WriteAtomically(file, Encoding.ASCII.GetBytes(text), FileModes.OwnerFile);
        return user;
    }

    private uint Free(List<Entry> entries)
    {
        HashSet<uint> taken = [.. entries.Select(e => e.User)];
        for (uint number = range.First; number <= range.Last; number++)
        {
            if (!taken.Contains(number) && !isInUse(number))
            {
                return number;
            }
        }

        return entries.Where(e => range.Contains(e.User) && !isInUse(e.User)).Select(e => (uint?)e.User).FirstOrDefault()
            ?? throw new GuestException($"the setting user_range = {range} has no number left: all are in use");
    }

    private List<Entry> Read() =>
        [.. (KernelFiles.Read(file, 1 << 22) ?? "").Split('\n').Select(l => l.Split(' ')).Where(f => f.Length == 2).Select(Entry.Parse).OfType<Entry>()];

    private static HashSet<uint> UsersOfProcesses(UserNumbers range)
    {
        var users = new HashSet<uint>();
        foreach (string process in Directory.EnumerateDirectories("/proc"))
        {
            // one that only waits for its parent to notice its end uses nothing any more
            if (int.TryParse(Path.GetFileName(process), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && FileStatus.Of(process) is { } status && range.Contains(status.Uid) && ProcessIdentity.Of(pid) is not null)
            {
                users.Add(status.Uid);
            }
        }

        return users;
    }

    private sealed record Entry(Guid Guest, uint User)
    {
        public static Entry? Parse(string[] fields) =>
            Guid.TryParse(fields[0], out Guid guest) && uint.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint user)
                ? new(guest, user) : null;
    }
}
