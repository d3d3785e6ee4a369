using System.Text;
using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Takeover;

/// <summary>
/// What undoes a take-over, on file and on the disk before each step is done: a JSON list of words a line. While the file is there the host is VirshLite's;
/// its line <c>done</c> says that the take-over is through.
/// </summary>
internal sealed class TakeoverJournal(string path)
{
    private const string Command = "command";
    private const string DeleteFile = "file";
    private const string Daemon = "daemon";
    private const string Guest = "guest";
    private const string Network = "network";

    public bool Exists => File.Exists(path);

    public bool IsDone => Lines().Any(l => l is [TakeoverPaths.Done]);

    /// <summary>How many lines there are, for <see cref="Since"/>.</summary>
    public int Count => Lines().Count;

    /// <summary>Notes what undoes a step, before it is done. What stands there already is not noted again.</summary>
    public void Note(PlanStep undo) => Add(Words(undo));

    public void NoteDone() => Add([TakeoverPaths.Done]);

    /// <summary>The undos from a line on, the last first.</summary>
    public IReadOnlyList<PlanStep> Since(int line) => [.. Lines().Skip(line).Reverse().Select(Step).OfType<PlanStep>()];

    /// <summary>Forgets what was noted from a line on.</summary>
    public void CutTo(int line)
    {
        if (line == 0)
        {
            Files.Delete(path);
        }
        else
        {
            Write(Lines().Take(line));
        }
    }

    private static string[] Words(PlanStep undo) => undo switch
    {
        RunCommand run => [Command, run.Program, .. run.Arguments],
        RemoveFile remove => [DeleteFile, remove.Path],
        StartDaemon start => [Daemon, .. start.CommandLine],
        LetGuestGo go => [Guest, go.Name],
        LetNetworkGo go => [Network, go.Name],
        _ => throw new InvalidOperationException($"a take-over has no undo of type {undo.GetType().Name}"),
    };

    private static PlanStep? Step(string[] words) => words switch
    {
        [Command, var program, .. var rest] => new RunCommand(program, rest),
        [DeleteFile, var file] => new RemoveFile(file),
        [Daemon, .. var rest] => new StartDaemon(rest),
        [Guest, var name] => new LetGuestGo(name),
        [Network, var name] => new LetNetworkGo(name),
        _ => null,
    };

    private void Add(string[] words)
    {
        List<string[]> lines = Lines();
        if (!lines.Exists(l => l.SequenceEqual(words)))
        {
            // a take-over that goes on is not through any more
            Write([.. lines.Where(l => l is not [TakeoverPaths.Done]), words]);
        }
    }

    private void Write(IEnumerable<string[]> lines)
    {
        Files.MakeDirectory(Path.GetDirectoryName(path)!, FileModes.PublicDirectory);
        string text = string.Concat(lines.Select(l => Line(l) + "\n"));
        Files.WriteAtomically(path, Encoding.UTF8.GetBytes(text), FileModes.OwnerFile, durable: true);
    }

    private static string Line(string[] words)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartArray();
            Array.ForEach(words, writer.WriteStringValue);
            writer.WriteEndArray();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private List<string[]> Lines()
    {
        var lines = new List<string[]>();
        foreach (string line in File.Exists(path) ? File.ReadAllLines(path) : [])
        {
            using JsonDocument document = JsonDocument.Parse(line);
            lines.Add([.. document.RootElement.EnumerateArray().Select(w => w.GetString() ?? "")]);
        }

        return lines;
    }
}
