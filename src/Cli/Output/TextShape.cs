using System.Text.RegularExpressions;

namespace VirshLite.Cli.Output;

/// <summary>
/// virsh's forms of text, which are few, as members of an object: XML is <c>xml</c>; lines <c>Name: value</c>, <c>name : value</c>, <c>  name=value</c>,
/// <c>vda name 1</c> and <c>name 1</c> are members of these names; a heading that ends in a colon holds the lines below it; one line is a <c>value</c>; and
/// all else is <c>text</c>.
/// </summary>
internal static partial class TextShape
{
    public static IReadOnlyList<KeyValuePair<string, object?>> Members(string text)
    {
        string trimmed = text.Trim('\n', ' ');
        if (trimmed.StartsWith('<'))
        {
            return [new("xml", text.TrimEnd('\n') + "\n")];
        }

        string[] lines = [.. trimmed.Split('\n').Where(l => l.Trim().Length > 0 && l.Trim('-').Length > 0)];
        if (Sections(lines) is { } sections)
        {
            return sections;
        }

        foreach (Regex form in (Regex[])[Field(), Figure(), Count(), Number()])
        {
            Match[] found = [.. lines.Select(l => form.Match(l))];
            if (found.Length > 0 && found.All(m => m.Success))
            {
                return [.. found.Select(m => AnswerValue.Member(AnswerValue.Name(m.Groups["name"].Value), m.Groups["value"].Value.Trim()))];
            }
        }

        return [lines.Length == 1 && !text.TrimEnd().Contains('\n') ? new("value", trimmed) : new("text", text.TrimEnd('\n'))];
    }

    /// <summary><c>Total:</c> and lines below it, several times.</summary>
    private static List<KeyValuePair<string, object?>>? Sections(string[] lines)
    {
        if (lines.Length < 2 || !Heading().IsMatch(lines[0]))
        {
            return null;
        }

        var sections = new List<KeyValuePair<string, object?>>();
        foreach (string line in lines)
        {
            if (Heading().Match(line) is { Success: true } heading)
            {
                sections.Add(new(AnswerValue.Name(heading.Groups["name"].Value), new List<KeyValuePair<string, object?>>()));
            }
            else if ((Field().Match(line) is { Success: true } field ? field : Indented().Match(line)) is { Success: true } member)
            {
                ((List<KeyValuePair<string, object?>>)sections[^1].Value!).Add(
                    AnswerValue.Member(AnswerValue.Name(member.Groups["name"].Value), member.Groups["value"].Value.Trim()));
            }
            else
            {
                return null;
            }
        }

        return sections;
    }

    [GeneratedRegex(@"^(?!error:)\s*(?<name>\w[\w()./+-]*( [\w()./+-]+){0,2}?)(\s*:\s+|\s*:$|(?<=^  [\w.-]+)=|\s{4,}(?=\S))(?<value>.*)$")]
    private static partial Regex Field();

    [GeneratedRegex(@"^\S+ (?<name>[a-z_]+) (?<value>-?\d+)$")]
    private static partial Regex Figure();

    [GeneratedRegex(@"^(?<name>[a-z]+ {2,}[a-z]+) {2,}(?<value>\d+)$")]
    private static partial Regex Count();

    [GeneratedRegex(@"^(?<name>[a-z_]+) (?<value>-?\d+)$")]
    private static partial Regex Number();

    [GeneratedRegex(@"^(?<name>\S[^:]*):$")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^\s+(?<name>\w+)\s+(?<value>\S.*)$")]
    private static partial Regex Indented();
}
