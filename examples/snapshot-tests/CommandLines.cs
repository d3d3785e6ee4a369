using System.Runtime.CompilerServices;
using System.Text;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;
using VirshLite.Translator.Comparing;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.RecordedHosts;
using Xunit;

namespace SnapshotTests;

/// <summary>The command line of every file in domains/, held against the approved one. <c>ACCEPT=1 dotnet test</c> approves what has changed.</summary>
public class CommandLines
{
    private static readonly string Here = Path.GetDirectoryName(ThisFile())!;
    private static readonly bool Accept = Environment.GetEnvironmentVariable("ACCEPT") == "1";

    public static TheoryData<string> Domains => [.. Directory.GetFiles(Path.Combine(Here, "domains"), "*.xml").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()];

    [Theory]
    [MemberData(nameof(Domains))]
    public void Are_as_approved(string domain)
    {
        // each test reads the recording anew: what is drawn (UUIDs, MAC addresses) is then the same each time
        RecordedHost host = RecordedHost.Read(File.ReadAllText(Path.Combine(Here, "host.json")));
        CommandPreview preview = CommandPreview.Of(File.ReadAllText(Path.Combine(Here, "domains", domain + ".xml")), host);

        string file = Path.Combine(Here, "approved", domain + ".args");
        string approved = File.Exists(file) ? File.ReadAllText(file) : "";
        string actual = preview.ToString();
        if (Accept)
        {
            File.WriteAllText(file, actual);
        }
        else if (actual != approved)
        {
            Assert.Fail(Difference(domain, approved, actual));
        }
    }

    /// <summary>By option and property first, then line by line.</summary>
    private static string Difference(string domain, string approved, string actual)
    {
        var text = new StringBuilder($"{domain}: the command line is not the approved one (ACCEPT=1 dotnet test approves it)\n");
        if (approved.Length > 0)
        {
            foreach (CommandDifference difference in CommandComparer.Compare(ParsedCommand.Parse(approved), ParsedCommand.Parse(actual)))
            {
                text.Append($"  {difference.Subject}: {difference.Kind}\n");
                foreach (PropertyDifference property in difference.Properties)
                {
                    text.Append($"    {property.Name}: {property.Left ?? "(none)"} -> {property.Right ?? "(none)"}\n");
                }
            }
        }

        foreach (DiffPiece line in InlineDiffBuilder.Diff(approved, actual).Lines.Where(l => l.Type is ChangeType.Inserted or ChangeType.Deleted))
        {
            text.Append(line.Type == ChangeType.Inserted ? "+ " : "- ").AppendLine(line.Text);
        }

        return text.ToString();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
