using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator;
using VirshLite.Translator.Comparing;
using VirshLite.Translator.Context;
using VirshLite.Translator.FromNative;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.Plan;

namespace VirshLite.Conformance.FromNative;

/// <summary>A command line becomes domain XML, the XML a command line: the two have to be the same, option for option, property for property.</summary>
internal sealed class RoundTrip(string directory, string hostRoot)
{
    private readonly HostFolder host = new(Path.Combine(hostRoot, "host"));
    private readonly RecordedQemus qemus = new(Path.Combine(hostRoot, "qemu"));

    /// <returns>What differs, or what went wrong; empty where nothing does.</returns>
    public (string Xml, IReadOnlyList<string> Differences) Run(ConformanceCase @case)
    {
        string xml = "";
        try
        {
            ParsedCommand original = ParsedCommand.Parse(File.ReadAllText(Path.Combine(directory, "data", @case.Args!)));
            var pretended = new PretendedHost(@case, host);
            xml = NativeReader.Read(original, pretended).Xml;
            Domain domain = DomainReader.Read(xml, new ReadingOptions { FileName = "from-native" });
            var context = new TranslationContext(domain, _ => qemus.For(@case), pretended, PretendedSettings.Of(@case), CaseRunner.OptionsOf(@case));
            Translation.Complete(context);
            LaunchPlan plan = Translation.Plan(context);
            var again = new ParsedCommand(plan.Environment, plan.Binary, PlanRenderer.Arguments(plan, new PretendedNumbering()));
            List<CommandDifference> differences = CommandComparer.Compare(original, again, new ComparingOptions());
            return (xml, [.. differences.Select(Text)]);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return (xml, [e is DomainParser.DomainException refusal ? $"refused: {refusal.Message} ({refusal.Position})" : e.ToString()]);
        }
    }

    private static string Text(CommandDifference difference) => difference.Kind switch
    {
        DifferenceKind.OnlyLeft => "lost: " + difference.Left,
        DifferenceKind.OnlyRight => "new: " + difference.Right,
        _ => $"{difference.Subject}: " + (difference.Properties.Count == 0
            ? $"{difference.Left} -> {difference.Right}"
            : string.Join(", ", difference.Properties.Select(p => $"{p.Name} {p.Left ?? "-"} -> {p.Right ?? "-"}"))),
    };
}
