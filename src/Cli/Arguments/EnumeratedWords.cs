using System.CommandLine;
using System.Text.RegularExpressions;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// The words that a value may be, where its help lists them: a placeholder <c>text|json</c>, or a description that is such a list (<c>mem, disk or hybrid</c>,
/// <c>vhostuser: server or client</c>, <c>none, writeback …</c>). So what help says and what a shell completes are one thing.
/// </summary>
internal static partial class EnumeratedWords
{
    /// <param name="symbol">An option or an argument.</param>
    public static IReadOnlyList<string> Of(Symbol symbol)
    {
        string placeholder = Placeholder(symbol);
        if (placeholder.Contains('|') && placeholder.Split('|') is var choices && choices.All(c => Word().IsMatch(c)))
        {
            return choices;
        }

        string described = Aside().Replace(symbol.Description ?? "", "");
        described = described.Split(" …", 2)[0];
        return Listed(described) ?? Listed(described.Split(": ", 2)[^1]) ?? Listed(described.Split([": ", "; "], 2, StringSplitOptions.None)[0]) ?? [];
    }

    /// <summary>What help shows for the value: <c>FILE</c>, <c>GUEST|FILE</c>, <c>kvm|qemu</c>.</summary>
    public static string Placeholder(Symbol symbol) => symbol switch
    {
        Option option => option.HelpName ?? "",
        Argument argument => argument.HelpName ?? argument.Name,
        _ => "",
    };

    private static string[]? Listed(string text)
    {
        string[] words = [.. Separator().Split(text.Trim()).Where(w => w.Length > 0)];
        return words.Length > 1 && words.All(w => Word().IsMatch(w)) && !words.Any(w => w is "name" or "names" or "number" or "numbers") ? words : null;
    }

    [GeneratedRegex("^[a-z][a-z0-9_+-]*$")]
    private static partial Regex Word();

    [GeneratedRegex(@"\s*\([^)]*\)")]
    private static partial Regex Aside();

    [GeneratedRegex(@",?\s+or\s+|,\s*")]
    private static partial Regex Separator();
}
