using System.Text.RegularExpressions;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Parsing;

/// <summary>Variables of a script around a command, where they are set to plain text before it.</summary>
internal static partial class ShellVariables
{
    /// <exception cref="DomainException">The command uses one whose value does not stand in the text.</exception>
    public static string Expand(string command, IReadOnlyList<string> before)
    {
        if (!command.Contains('$'))
        {
            return command;
        }

        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["@"] = "", ["*"] = "" };
        foreach (string line in before)
        {
            if (Assignment().Match(line) is { Success: true } match)
            {
                string value = match.Groups["value"].Value.Trim().Trim('"', '\'');
                values[match.Groups["name"].Value] = Use().Replace(value, m => values.GetValueOrDefault(Name(m), m.Value));
            }
        }

        return Use().Replace(command, match => IsQuoted(command, match.Index) ? match.Value
            : values.TryGetValue(Name(match), out string? value) ? value
            : throw new DomainException($"the command uses {match.Value}, whose value does not stand in the text before it"));
    }

    private static string Name(Match match) => match.Value.Trim('$', '{', '}');

    /// <summary>Inside single quotation marks nothing is expanded.</summary>
    private static bool IsQuoted(string text, int at) => text.AsSpan(0, at).Count('\'') % 2 == 1;

    [GeneratedRegex(@"^\s*(?:export\s+|local\s+|readonly\s+)?(?<name>[A-Za-z_]\w*)=(?<value>""[^""`]*""|'[^']*'|[^\s;`(]*)\s*;?\s*(#.*)?$")]
    private static partial Regex Assignment();

    [GeneratedRegex(@"\$(\{[A-Za-z_]\w*\}|[A-Za-z_]\w*|[@*])")]
    private static partial Regex Use();
}
