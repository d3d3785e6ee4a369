using System.Buffers;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Undo;

/// <summary>
/// A guest's undo stack, on file: each step of a start notes here how to undo it before or as it is done. A start that fails, a guest that ends and a launcher
/// that was killed are all tidied up in the same way: everything in reverse order.
/// </summary>
public sealed class CleanupJournal
{
    private static readonly EnumNames<CleanupKind> KindNames = new(
        "process", "process-group", "pid-file", "file", "tree", "command", "control-group", "ownership", "label", "pci-driver", "kernel-file", "hook",
            "packet-rules", "filter", "orphans");

    private readonly string path;

    public CleanupJournal(string path) => this.path = path;

    /// <summary>
    /// Whose entries come now: a device's alias, by which <see cref="RunOwned"/> finds them; null: they are the guest's or network's as a whole.
    /// </summary>
    public string? Owner { get; set; }

    /// <summary>Appends one entry; from now on it is carried out whatever happens.</summary>
    public void Add(CleanupAction action)
    {
        using FileDescriptor file = Files.OpenOutput(path, append: true, FileModes.OwnerFile);
        Files.Write(file, Line(new Entry(Owner, action)), path);
    }

    /// <summary>Entries from first to last; a line that was cut short, or that says nothing a journal of this program says, is left out.</summary>
    public IReadOnlyList<CleanupAction> Read() => [.. Entries().Select(e => e.Action)];

    /// <summary>The QEMU that was started; null where none was yet.</summary>
    public ProcessIdentity? Qemu => Read().LastOrDefault(a => a.Kind == CleanupKind.Process)?.Identity;

    /// <summary>Where the journal ends now, for <see cref="RunSince"/>.</summary>
    public long Mark() => File.Exists(path) ? new FileInfo(path).Length : 0;

    /// <summary>Carries out what was added since the mark, last entry first, and forgets it.</summary>
    public void RunSince(long mark)
    {
        if (!File.Exists(path))
        {
            return;
        }

        byte[] text = File.ReadAllBytes(path);
        RunBackwards([.. Parse(Encoding.UTF8.GetString(text.AsSpan((int)Math.Min(mark, text.Length))))]);
        using FileDescriptor file = Files.OpenWrite(path);
        Files.SetSize(file, (ulong)mark, path);
    }

    /// <summary>Carries out what is there for that owner, last entry first, and forgets it.</summary>
    public void RunOwned(string owner)
    {
        ILookup<bool, Entry> entries = Entries().ToLookup(e => e.Owner == owner);
        if (!entries[true].Any())
        {
            return;
        }

        RunBackwards([.. entries[true]]);
        Files.WriteAtomically(path, entries[false].SelectMany(Line).ToArray(), FileModes.OwnerFile);
    }

    /// <summary>The owner of what lasts once the start has succeeded, and goes where it fails: NVRAM, a TPM's state.</summary>
    public const string UntilStarted = "start";

    /// <summary>Forgets what is there for that owner without doing anything.</summary>
    public void Keep(string owner)
    {
        Entry[] entries = [.. Entries()];
        if (entries.Any(e => e.Owner == owner))
        {
            Files.WriteAtomically(path, entries.Where(e => e.Owner != owner).SelectMany(Line).ToArray(), FileModes.OwnerFile);
        }
    }

    /// <summary>Of entries that say the same, only the first stays: what is done twice needs to be undone once.</summary>
    public void ForgetRepeated()
    {
        if (File.Exists(path))
        {
            byte[][] lines = [.. Entries().Select(Line)];
            byte[][] once = [.. lines.DistinctBy(Convert.ToHexString)];
            if (once.Length < lines.Length)
            {
                Files.WriteAtomically(path, once.SelectMany(l => l).ToArray(), FileModes.OwnerFile);
            }
        }
    }

    /// <summary>Adds an entry for an owner other than the present one.</summary>
    public void AddFor(string owner, CleanupAction action)
    {
        string? former = Owner;
        Owner = owner;
        Add(action);
        Owner = former;
    }

    /// <summary>Carries everything out, last entry first, and forgets it.</summary>
    /// <param name="reason">virsh's word for why the guest ended.</param>
    public void RunAll(string reason = "unknown")
    {
        RunBackwards([.. Entries()], reason);
        Files.Delete(path);
    }

    private static void RunBackwards(IReadOnlyList<Entry> entries, string reason = "unknown")
    {
        for (int i = entries.Count - 1; i >= 0; i--)
        {
            // a process that is known needs no search
            bool isKnown = entries[i].Action.Kind == CleanupKind.Orphans && i + 1 < entries.Count
                && entries[i + 1].Action.Kind is CleanupKind.Process or CleanupKind.ProcessGroup;
            if (!isKnown)
            {
                entries[i].Action.Run(reason);
            }
        }
    }

    /// <summary><c>["file","/path"]</c>; with an owner <c>{"ownership":"net1","undo":["file","/path"]}</c>.</summary>
    private static byte[] Line(Entry entry)
    {
        var line = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(line))
        {
            if (entry.Owner is not null)
            {
                writer.WriteStartObject();
                writer.WriteString("ownership", entry.Owner);
                writer.WritePropertyName("undo");
            }

            writer.WriteStartArray();
            writer.WriteStringValue(KindNames[entry.Action.Kind]);
            foreach (string word in entry.Action.Words)
            {
                writer.WriteStringValue(word);
            }

            writer.WriteEndArray();
            if (entry.Owner is not null)
            {
                writer.WriteEndObject();
            }
        }

        line.Write("\n"u8);
        return line.WrittenSpan.ToArray();
    }

    private IEnumerable<Entry> Entries()
    {
        try
        {
            return Parse(File.ReadAllText(path));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return [];
        }
    }

    private static IEnumerable<Entry> Parse(string text)
    {
        foreach (string line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (ParseLine(line) is { } entry)
            {
                yield return entry;
            }
        }
    }

    private static Entry? ParseLine(string line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            string? owner = null;
            if (root.ValueKind == JsonValueKind.Object)
            {
                owner = root.GetProperty("ownership").GetString();
                root = root.GetProperty("undo");
            }

            string[] words = [.. root.EnumerateArray().Select(e => e.GetString() ?? "")];
            return words.Length > 0 && KindNames.TryParse(words[0], out CleanupKind kind) && words.Length - 1 >= CleanupAction.WordsOf(kind)
                ? new Entry(owner, new CleanupAction(kind, words[1..]))
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            // the writer died in the middle of this line, so it had not done the step yet; or it is none of ours
            return null;
        }
    }

    private readonly record struct Entry(string? Owner, CleanupAction Action);
}
