using System.Text.RegularExpressions;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Parsing;

/// <summary>Variables and arrays of a script around a command, where they are set to plain text before it.</summary>
internal static partial class ShellVariables
{
    /// <summary>A script that keeps the name of its QEMU in a variable, with the name in its place.</summary>
    public static string WithPrograms(string text)
    {
        foreach (Match program in Program().Matches(text))
        {
            string name = Regex.Escape(program.Groups["name"].Value);
            string value = program.Groups["value"].Value.Replace("$", "$$", StringComparison.Ordinal);
            text = Regex.Replace(text, $@"""\$\{{?{name}\}}?""|\$\{{{name}\}}|\${name}\b", value, RegexOptions.None, TimeSpan.FromSeconds(1));
        }

        return text;
    }

    /// <exception cref="DomainException">The command uses one whose value does not stand in the text.</exception>
    public static string Expand(string command, IReadOnlyList<string> before)
    {
        if (!command.Contains('$') && !command.Contains('`'))
        {
            return command;
        }

        Dictionary<string, string> values = Values(string.Join('\n', before));
        return Use().Replace(command, match => IsQuoted(command, match.Index) ? match.Value
            : Value(values, match) ?? throw new DomainException($"the command uses {match.Value.Trim('"')}, whose value does not stand in the text before it"));
    }

    private static Dictionary<string, string> Values(string before)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["@"] = "", ["*"] = "" };
        foreach (Match match in Assignment().Matches(before))
        {
            string name = match.Groups["name"].Value;
            bool isArray = match.Groups["list"].Success;
            string value = isArray ? match.Groups["list"].Value : match.Groups["value"].Value.Trim();
            bool isPlain = value.StartsWith('\'');
            value = isArray ? string.Join(' ', ShellWords.Split(value).Select(Quoted)) : value.Trim('"', '\'');
            value = isPlain && !isArray ? value : Use().Replace(value, m => Value(values, m) ?? m.Value);
            values[name] = match.Groups["append"].Value.Length > 0
                ? values.GetValueOrDefault(name, "") + (isArray ? " " : "") + value : value;
        }

        return values;
    }

    private static string? Value(Dictionary<string, string> values, Match use) =>
        values.TryGetValue(use.Groups["name"].Value, out string? value) && (value.Length > 0 || !use.Groups["default"].Success) ? value
            : use.Groups["default"].Success ? use.Groups["default"].Value : null;

    /// <summary>A word of an array for the text that is split into words again; uses of variables in it stay.</summary>
    private static string Quoted(string word) =>
        word.Contains('\'') || (word.Contains('$') && !word.Contains('"')) ? $"\"{word}\"" : word.AsSpan().ContainsAny(" \t\"{}*;&|<>") ? $"'{word}'" : word;

    /// <summary>Inside single quotation marks nothing is expanded.</summary>
    private static bool IsQuoted(string text, int at) => text.AsSpan(0, at).Count('\'') % 2 == 1;

    [GeneratedRegex(
        @"^\s*(?:export\s+|local\s+|readonly\s+|declare\s+(?:-\w+\s+)*)?(?<name>[A-Za-z_]\w*)(?<append>\+?)="
        + @"(?:\((?<list>(?:[^()""']|""[^""]*""|'[^']*')*)\)|(?<value>""[^""`]*""|'[^']*'|[^\s;`(]*))\s*;?\s*(#.*)?$",
        RegexOptions.Multiline)]
    private static partial Regex Assignment();

    [GeneratedRegex(
        @"""\$\{(?<name>[A-Za-z_]\w*)\[[@*]\]\}""|\$\{(?<name>[A-Za-z_]\w*)\[[@*]\]\}|""\$(?<name>[@*])""|\$(?<name>[@*])"
        + @"|\$\{(?<name>[A-Za-z_]\w*)(:?[-=](?<default>[^}]*))?\}|\$(?<name>[A-Za-z_]\w*)|\$(?<other>\([^)]*\)+|\d|\{[^}]*\})|(?<other>`[^`]*`)")]
    private static partial Regex Use();

    [GeneratedRegex(@"^\s*(?:export\s+)?(?<name>[A-Za-z_]\w*)=[""']?(?<value>(?:[~./][^\s""'$]*/)?(?:qemu-system-[\w-]+|qemu-kvm|kvm))[""']?\s*;?\s*(#.*)?$",
        RegexOptions.Multiline)]
    private static partial Regex Program();
}
