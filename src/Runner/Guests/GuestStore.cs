using System.Globalization;
using System.Text;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// The state directory: <c>guests/NAME/</c> holds the record, the live XML and the cleanup journal of one active guest; <c>guests/NAME.lock</c> is held by whoever starts
/// or tidies it up. A guest without a directory is not active.
/// </summary>
public sealed class GuestStore
{
    private readonly string root;

    public GuestStore(Settings settings)
    {
        Settings = settings;
        root = settings.StateDirectory + "/guests";
    }

    public Settings Settings { get; }

    private string CounterFile => Settings.StateDirectory + "/next-id";

    /// <summary>Waits until nobody else starts or tidies up the guest.</summary>
    public FileLock Lock(string name)
    {
        Files.MakeDirectory(root, FileModes.OwnerDirectory);
        return FileLock.Take(DirectoryOf(name) + ".lock");
    }

    /// <summary>null where another process has it.</summary>
    public FileLock? TryLock(string name)
    {
        Files.MakeDirectory(root, FileModes.OwnerDirectory);
        return FileLock.TryTake(DirectoryOf(name) + ".lock");
    }

    public string DirectoryOf(string name) => root + "/" + Encode(name);

    public string DomainXmlOf(string name) => DirectoryOf(name) + "/domain.xml";

    /// <summary>Where commands reach the guest's supervisor: in a directory that only root enters.</summary>
    public string SupervisorSocketOf(int id) => string.Create(CultureInfo.InvariantCulture, $"{root}/{id}.sock");

    public string SupervisorLockOf(string name) => DirectoryOf(name) + ".supervisor";

    public CleanupJournal JournalOf(string name) => new(DirectoryOf(name) + "/undo");

    /// <summary>The record as it stands, whether QEMU still lives or not.</summary>
    public GuestRecord? Read(string name) => ReadFrom(DirectoryOf(name));

    public void Write(GuestRecord record)
    {
        string directory = DirectoryOf(record.Name);
        Files.MakeDirectory(directory, FileModes.OwnerDirectory);
        Files.WriteAtomically(directory + "/state.json", GuestRecordJson.Write(record), FileModes.OwnerFile);
    }

    public void WriteDomainXml(string name, string xml) => Files.WriteAtomically(DomainXmlOf(name), Encoding.UTF8.GetBytes(xml), FileModes.OwnerFile);

    /// <summary>All records, by id.</summary>
    public IReadOnlyList<GuestRecord> All()
    {
        var records = new List<GuestRecord>();
        if (Directory.Exists(root))
        {
            foreach (string directory in Directory.EnumerateDirectories(root))
            {
                if (ReadFrom(directory) is { } record)
                {
                    records.Add(record);
                }
            }
        }

        records.Sort((a, b) => a.Id.CompareTo(b.Id));
        return records;
    }

    /// <summary>Undoes all that the guest's start did and forgets the guest. The caller holds the guest's lock.</summary>
    public void TidyUp(string name, string reason = "unknown")
    {
        JournalOf(name).RunAll(reason);
        Files.Delete(SupervisorLockOf(name));
        Forget(name);
    }

    /// <summary>Removes the record.</summary>
    public void Forget(string name)
    {
        try
        {
            Directory.Delete(DirectoryOf(name), recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
            // nothing to forget
        }
    }

    /// <summary>The next number, counted over all guests since the host's boot.</summary>
    public int NextId()
    {
        Files.MakeDirectory(root, FileModes.OwnerDirectory);
        using FileLock held = FileLock.Take(root + ".lock");
        int id = PeekNextId();
        Files.WriteAtomically(CounterFile, Encoding.ASCII.GetBytes((id + 1).ToString(CultureInfo.InvariantCulture)), FileModes.OwnerFile);
        return id;
    }

    /// <summary>The number that the next start would get.</summary>
    public int PeekNextId() => File.Exists(CounterFile) && int.TryParse(File.ReadAllText(CounterFile), CultureInfo.InvariantCulture, out int stored) ? stored : 1;

    private static GuestRecord? ReadFrom(string directory)
    {
        try
        {
            return GuestRecordJson.Read(File.ReadAllBytes(directory + "/state.json"));
        }
        catch (IOException)
        {
            return null;
        }
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
}
