using System.Buffers;
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
    private static readonly EnumNames<CleanupKind> KindNames = new("process", "process-group", "pid-file", "file", "tree", "command", "control-group", "owner", "pci-driver");

    private readonly string path;

    public CleanupJournal(string path) => this.path = path;

    /// <summary>Appends one entry; from now on it is carried out whatever happens.</summary>
    public void Add(CleanupAction action)
    {
        var line = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartArray();
            writer.WriteStringValue(KindNames[action.Kind]);
            foreach (string word in action.Words)
            {
                writer.WriteStringValue(word);
            }

            writer.WriteEndArray();
        }

        line.Write("\n"u8);
        using FileDescriptor file = Files.OpenOutput(path, append: true, FileModes.OwnerFile);
        Files.Write(file, line.WrittenSpan, path);
    }

    /// <summary>Entries from first to last; a line that was cut short is left out.</summary>
    public IReadOnlyList<CleanupAction> Read()
    {
        var actions = new List<CleanupAction>();
        if (!File.Exists(path))
        {
            return actions;
        }

        foreach (string line in File.ReadLines(path))
        {
            try
            {
                using JsonDocument document = JsonDocument.Parse(line);
                string[] words = [.. document.RootElement.EnumerateArray().Select(e => e.GetString()!)];
                if (words.Length > 0 && KindNames.TryParse(words[0], out CleanupKind kind))
                {
                    actions.Add(new CleanupAction(kind, words[1..]));
                }
            }
            catch (JsonException)
            {
                // the writer died in the middle of this line, so it had not done the step yet
            }
        }

        return actions;
    }

    /// <summary>Carries everything out, last entry first, and forgets it.</summary>
    public void RunAll()
    {
        IReadOnlyList<CleanupAction> actions = Read();
        for (int i = actions.Count - 1; i >= 0; i--)
        {
            actions[i].Run();
        }

        Files.Delete(path);
    }
}
