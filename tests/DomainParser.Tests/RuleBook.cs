using System.Text;
using System.Text.RegularExpressions;

namespace VirshLite.DomainParser.Tests;

/// <summary>
/// The pages of docs/rules with their sections, and the citations of them that a text holds: <c>network.md 5.1</c>, <c>startup.md 3, step 24</c>,
/// <c>confinement.md R26</c>.
/// </summary>
internal sealed partial class RuleBook
{
    private const string Reference = @"(?:Appendix [A-Z]|R\d+[a-z]?|\d+(?:\.\d+)*[a-z]?)";

    private readonly Dictionary<string, Dictionary<string, string>> pages = new(StringComparer.Ordinal);

    public RuleBook(string directory)
    {
        foreach (string file in Directory.EnumerateFiles(directory, "*.md"))
        {
            pages.Add(Path.GetFileName(file), Sections(File.ReadAllText(file)));
        }
    }

    /// <summary>How many citations a text holds.</summary>
    public static int Count(string text) => Citation().Count(Joined(text));

    /// <summary>The citations of a text that lead nowhere, each with the reason.</summary>
    public IEnumerable<string> Broken(string text)
    {
        foreach (Match citation in Citation().Matches(Joined(text)))
        {
            string page = citation.Groups["page"].Value;
            if (!pages.TryGetValue(page, out Dictionary<string, string>? sections))
            {
                yield return $"{citation.Value}: there is no page {page}";
                continue;
            }

            string section = "";
            foreach (Match reference in OneReference().Matches(citation.Groups["where"].Value))
            {
                section = char.IsDigit(reference.Value[0]) ? reference.Value.TrimEnd('a', 'b', 'c', 'd') : reference.Value;
                if (!sections.ContainsKey(section))
                {
                    yield return $"{citation.Value}: {page} has no {section}";
                }
            }

            foreach (Capture step in citation.Groups["step"].Captures)
            {
                if (sections.TryGetValue(section, out string? body) && !Regex.IsMatch(body, $@"(?m)(^|\W){step.Value}(\. | \|)"))
                {
                    yield return $"{citation.Value}: {page} {section} has no step {step.Value}";
                }
            }
        }
    }

    /// <summary>Numbered headings and appendices with all that stands below them, and rules that have a name of their own (R26).</summary>
    private static Dictionary<string, string> Sections(string page)
    {
        var texts = new Dictionary<string, StringBuilder>(StringComparer.Ordinal);
        string current = "";
        foreach (string line in page.Split('\n'))
        {
            Match heading = Heading().Match(line);
            Match paragraph = NumberedParagraph().Match(line);
            if (!heading.Success && paragraph.Success && current.Split('.')[0] == paragraph.Groups["section"].Value)
            {
                heading = paragraph;
            }

            if (heading.Success)
            {
                current = heading.Groups["name"].Value;
                texts.TryAdd(current, new StringBuilder());
            }

            for (string at = current; at.Length > 0; at = at.LastIndexOf('.') is > 0 and var dot ? at[..dot] : "")
            {
                if (texts.TryGetValue(at, out StringBuilder? text))
                {
                    text.Append(line).Append('\n');
                }
            }
        }

        foreach (Match rule in NamedRule().Matches(page))
        {
            texts.TryAdd(rule.Groups["name"].Value, new StringBuilder());
        }

        return texts.ToDictionary(t => t.Key, t => t.Value.ToString(), StringComparer.Ordinal);
    }

    /// <summary>Comments over several lines as one.</summary>
    private static string Joined(string text) => LineOfComment().Replace(text, " ");

    [GeneratedRegex(
        @"(?<![\w./-])(?:docs/rules/)?(?<page>[a-z][a-z-]*\.md)(?: (?<where>" + Reference + "(?:(?:, | and | to |-)" + Reference
        + @")*)(?:,? steps? (?<step>[A-Z]?\d+)(?:(?: and | to )(?<step>\d+))?)?)?", RegexOptions.ExplicitCapture)]
    private static partial Regex Citation();

    [GeneratedRegex(Reference)]
    private static partial Regex OneReference();

    [GeneratedRegex(@"^#{2,4} (?<name>Appendix [A-Z]|\d+(\.\d+)*)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex Heading();

    [GeneratedRegex(@"(?m)(\*\*|^\| )(?<name>R\d+[a-z]?)\b", RegexOptions.ExplicitCapture)]
    private static partial Regex NamedRule();

    [GeneratedRegex(@"\n\s*///? ?")]
    private static partial Regex LineOfComment();

    /// <summary>A paragraph of a section that has a number instead of a heading, <c>9.1 `setvcpus` …</c>.</summary>
    [GeneratedRegex(@"^(?<name>(?<section>\d+)\.\d+) ")]
    private static partial Regex NumberedParagraph();
}
