using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The state directory: <c>guests/NAME/</c> holds the record, the live XML and the cleanup journal of one active guest; <c>guests/NAME.lock</c> is held by
/// whoever starts or tidies it up. A guest without a directory is not active.
/// </summary>
public sealed class GuestStore
{
    internal const string RecordFile = "state.json";
    private const string StartedFile = "started.json";
    private const string JournalSuffix = "/undo";
    private const string LockSuffix = ".lock";

    /// <summary>How the directory of a guest begins that is being taken in: it is none yet.</summary>
    private const string BeingMade = ".new-";

    private const string SupervisorSuffix = ".supervisor";

    /// <summary>libvirt's patience with a job of another client.</summary>
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    private readonly string root;

    public GuestStore(Settings settings)
    {
        Settings = settings;
        root = settings.StateDirectory + "/guests";
    }

    public Settings Settings { get; }

    private string CounterFile => Settings.StateDirectory + "/next-id";

    /// <summary>Whether the state directory's disk takes nothing more: records may lag behind.</summary>
    internal bool TakesNothing => FilesystemRoom.TakesNothing(root);

    /// <summary>Waits until nobody else starts or tidies up the guest.</summary>
    /// <param name="name">The guest's.</param>
    /// <param name="waiting">Told once, after a second, who holds the guest.</param>
    /// <exception cref="GuestException">It took too long; the message says who holds the guest.</exception>
    public FileLock Lock(string name, Action<string>? waiting = null)
    {
        MakeRoot();
        long start = Environment.TickCount64;
        bool told = false;
        while (true)
        {
            if (FileLock.TryTake(LockOf(name)) is { } held)
            {
                return held;
            }

            long waited = Environment.TickCount64 - start;
            if (waited > LockPatience.TotalMilliseconds)
            {
                throw new GuestException($"Timed out during operation: cannot acquire state change lock of guest '{name}' ({HolderOf(name)})");
            }

            if (waited > 1000 && !told)
            {
                told = true;
                waiting?.Invoke($"waiting for guest '{name}' ({HolderOf(name)})");
            }

            Thread.Sleep(waited < 200 ? 5 : 50);
        }
    }

    /// <summary>null where another process has it, and for longer than somebody waits.</summary>
    public FileLock? TryLock(string name, TimeSpan patience = default)
    {
        MakeRoot();
        long end = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        FileLock? held;
        while ((held = FileLock.TryTake(LockOf(name))) is null && Environment.TickCount64 < end)
        {
            Thread.Sleep(10);
        }

        return held;
    }

    public string DirectoryOf(string name) => root + "/" + Encode(name);

    public string DomainXmlOf(string name) => DirectoryOf(name) + "/domain.xml";

    /// <summary>Where commands reach the guest's supervisor: in a directory that only root enters.</summary>
    public string SupervisorSocketOf(int id) => string.Create(CultureInfo.InvariantCulture, $"{root}/{id}.sock");

    public string SupervisorLockOf(string name) => DirectoryOf(name) + SupervisorSuffix;

    /// <summary>What is known of the guest's block jobs, a file a job.</summary>
    public string JobDirectoryOf(string name) => DirectoryOf(name) + "/jobs";

    /// <summary>The backup that is under way, as XML.</summary>
    public string BackupFileOf(string name) => DirectoryOf(name) + "/backup.xml";

    public bool HasJobs(string name) => Directory.Exists(JobDirectoryOf(name)) && Directory.EnumerateFiles(JobDirectoryOf(name), "*.json").Any();

    public CleanupJournal JournalOf(string name) => new(DirectoryOf(name) + JournalSuffix);

    /// <summary>
    /// The record as it stands, whether QEMU still lives or not; null where there is no such guest. A record that cannot be read is no absence: what else is
    /// known of the guest comes back, with <see cref="GuestRecord.Problem"/>.
    /// </summary>
    public GuestRecord? Read(string name) => ReadFrom(DirectoryOf(name));

    /// <summary>Writes the record of a run that the caller holds the guest's lock for.</summary>
    public void Write(GuestRecord record)
    {
        string directory = DirectoryOf(record.Name);
        Files.MakeDirectory(directory, FileModes.OwnerDirectory);
        Files.WriteAtomically($"{directory}/{RecordFile}", GuestRecordJson.Write(record), FileModes.OwnerFile);
    }

    /// <summary>The record of a guest that has just started; a second copy, which nobody touches, is there for the case that the first is damaged.</summary>
    public void WriteStarted(GuestRecord record)
    {
        Files.WriteAtomically($"{DirectoryOf(record.Name)}/{StartedFile}", GuestRecordJson.Write(record), FileModes.OwnerFile);
        Write(record);
    }

    /// <summary>
    /// Takes in a guest that runs already: its directory appears at one blow, with all that is put into it. The caller holds the guest's lock.
    /// </summary>
    /// <param name="record">Of a guest that has no directory.</param>
    /// <param name="xml">Its live XML.</param>
    /// <param name="fill">Puts the rest into the directory that it is given.</param>
    internal void TakeIn(GuestRecord record, string xml, Action<string> fill)
    {
        string directory = $"{root}/{BeingMade}{Path.GetFileName(DirectoryOf(record.Name))}";
        RemoveTree(directory);
        Files.MakeDirectory(directory, FileModes.OwnerDirectory);
        Files.WriteAtomically(directory + "/domain.xml", Encoding.UTF8.GetBytes(xml), FileModes.OwnerFile);
        fill(directory);
        Files.WriteAtomically($"{directory}/{StartedFile}", GuestRecordJson.Write(record), FileModes.OwnerFile);
        Files.WriteAtomically($"{directory}/{RecordFile}", GuestRecordJson.Write(record), FileModes.OwnerFile);
        if (Libc.rename(directory, DirectoryOf(record.Name)) < 0)
        {
            throw NativeException.Last($"Cannot make '{DirectoryOf(record.Name)}'");
        }
    }

    /// <summary>No start gets this number any more, or one below it.</summary>
    internal void PassId(int id)
    {
        Files.MakeDirectory(root, FileModes.OwnerDirectory);
        using FileLock held = FileLock.Take(root + ".lock");
        if (PeekNextId() <= id)
        {
            WriteNextId(id + 1);
        }
    }

    internal RunDirectory OpenRun(string name) => new(DirectoryOf(name));

    public void WriteDomainXml(string name, string xml) => Files.WriteAtomically(DomainXmlOf(name), Encoding.UTF8.GetBytes(xml), FileModes.OwnerFile);

    /// <summary>All records, by id.</summary>
    public IReadOnlyList<GuestRecord> All()
    {
        var records = new List<GuestRecord>();
        if (Directory.Exists(root))
        {
            foreach (string directory in Directory.EnumerateDirectories(root))
            {
                string file = Path.GetFileName(directory);
                if (file.StartsWith(".gone-", StringComparison.Ordinal))
                {
                    RemoveTree(directory);
                }
                else if (!file.StartsWith(BeingMade, StringComparison.Ordinal) && ReadFrom(directory) is { } record)
                {
                    records.Add(record);
                }
            }

            RemoveOldLocks();
        }

        return [.. records.OrderBy(r => r.Id)];
    }

    /// <summary>Undoes all that the guest's start did and forgets the guest. The caller holds the guest's lock.</summary>
    public void TidyUp(string name, string reason = "unknown")
    {
        JournalOf(name).RunAll(reason);
        Files.Delete(SupervisorLockOf(name));
        Forget(name);
    }

    /// <summary>Removes the record: at one blow for whoever looks, since a name with a leading dot is no guest's.</summary>
    public void Forget(string name)
    {
        string gone = string.Create(CultureInfo.InvariantCulture, $"{root}/.gone-{Environment.ProcessId}-{Environment.TickCount64}");
        if (Libc.rename(DirectoryOf(name), gone) == 0)
        {
            RemoveTree(gone);
        }
        else if (Errno.Last != Errno.ENOENT)
        {
            RemoveTree(DirectoryOf(name));
        }
    }

    /// <summary>The next number, counted over all guests since the host's boot.</summary>
    public int NextId()
    {
        Files.MakeDirectory(root, FileModes.OwnerDirectory);
        using FileLock held = FileLock.Take(root + ".lock");
        int id = PeekNextId();
        WriteNextId(id + 1);
        return id;
    }

    /// <summary>The number that the next start would get.</summary>
    public int PeekNextId() =>
        ReadBytes(CounterFile, out _) is { } text && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int stored)
            && stored is > 0 and < int.MaxValue
            ? stored
            : All().Select(r => r.Id).DefaultIfEmpty(0).Max() + 1;

    private void WriteNextId(int id) =>
        Files.WriteAtomically(CounterFile, Encoding.ASCII.GetBytes(id.ToString(CultureInfo.InvariantCulture)), FileModes.OwnerFile);

    private static void RemoveTree(string directory)
    {
        try
        {
            Directory.Delete(directory, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // gone, or not to be removed now: the next command that looks tries again
        }
    }

    private string LockOf(string name) => DirectoryOf(name) + LockSuffix;

    private void MakeRoot()
    {
        try
        {
            Files.MakeDirectory(root, FileModes.OwnerDirectory);
        }
        catch (NativeException e) when (e.Number is Errno.EROFS && Directory.Exists(root))
        {
            // it is there: that is all that is wanted
        }
    }

    private string HolderOf(string name) =>
        FileLock.HolderOf(LockOf(name)) is { } pid
            ? string.Create(CultureInfo.InvariantCulture, $"held by process {pid}{(Read(name) is { Started: false } ? ", which starts it" : "")}")
            : "held by another process";

    /// <summary>The lock of a guest that was held by a process that was killed, and that nobody wanted since.</summary>
    private void RemoveOldLocks()
    {
        foreach (string file in Directory.EnumerateFiles(root, "*" + LockSuffix).Concat(Directory.EnumerateFiles(root, "*" + SupervisorSuffix)))
        {
            if (!Directory.Exists(file[..file.LastIndexOf('.')]))
            {
                FileLock.TryTake(file)?.Dispose();
            }
        }
    }

    private static GuestRecord? ReadFrom(string directory)
    {
        byte[]? text = ReadBytes($"{directory}/{RecordFile}", out string? why);
        if (text is not null && GuestRecordJson.Read(text) is { } sound)
        {
            return WithLivingQemu(sound, directory);
        }

        why ??= text switch
        {
            null => File.Exists(directory + JournalSuffix) ? "is missing" : null,
            { Length: 0 } => "is empty",
            _ => "is damaged",
        };
        if (why is null)
        {
            return null;
        }

        GuestRecord known = ReadBytes($"{directory}/{StartedFile}", out _) is { } copy && GuestRecordJson.Read(copy) is { } asStarted
            ? asStarted
            : new GuestRecord { Name = Decode(Path.GetFileName(directory)), Uuid = Guid.Empty, Id = -1, State = GuestState.NoState, Started = true };
        return WithLivingQemu(known with { Problem = $"{directory}/{RecordFile} {why}" }, directory);
    }

    /// <summary>null where there is no such file, or it cannot be read for the given reason.</summary>
    private static byte[]? ReadBytes(string path, out string? why)
    {
        why = null;
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            why = "cannot be read: " + e.Message;
            return null;
        }
    }

    /// <summary>The journal knows QEMU as well: a record that names another process, which is not there, is wrong.</summary>
    private static GuestRecord WithLivingQemu(GuestRecord record, string directory)
    {
        if (record.IsAlive || new CleanupJournal(directory + JournalSuffix).Qemu is not { } noted || noted == record.Qemu)
        {
            return record;
        }

        string? wrong = record is { Started: true, Qemu: { } named, Problem: null } && noted.IsAlive
            ? string.Create(CultureInfo.InvariantCulture, $"{directory}/{RecordFile} names process {named.Pid}, but QEMU is process {noted.Pid}")
            : record.Problem;
        return record with { Qemu = noted, Problem = wrong };
    }

    /// <summary>A file name for any guest name: slashes, a leading dot and the like become %XX.</summary>
    private static string Encode(string name)
    {
        bool plain = name.Length > 0 && name[0] != '.' && name.IndexOfAny(['/', '%', '\0', '\n']) < 0;
        if (plain && !name.EndsWith(".lock", StringComparison.Ordinal) && !name.EndsWith(".supervisor", StringComparison.Ordinal))
        {
            return name;
        }

        var text = new StringBuilder();
        foreach (byte b in Encoding.UTF8.GetBytes(name))
        {
            if (b is (byte)'/' or (byte)'%' or (byte)'.' or < 32)
            {
                text.Append('%').Append(b.ToString("X2", CultureInfo.InvariantCulture));
            }
            else
            {
                text.Append((char)b);
            }
        }

        return text.ToString();
    }

    /// <summary>The guest's name of a file name.</summary>
    private static string Decode(string file) => Uri.UnescapeDataString(file);
}
