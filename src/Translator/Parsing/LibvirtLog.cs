using System.Text.RegularExpressions;

namespace VirshLite.Translator.Parsing;

/// <summary>
/// A guest's log as libvirt (of any age) and VirshLite write it (startup.md 9): a line <c>TIME: starting up …</c>, the command in one line or several, QEMU's
/// own words. Also libvirt's debug log, which says <c>About to run</c>.
/// </summary>
internal static partial class LibvirtLog
{
    /// <summary>The text of the last start's command, with its line continuations; null where the text is no such log.</summary>
    public static string? LastStart(string text)
    {
        Match? last = StartingUp().Matches(text).LastOrDefault();
        if (last is null || last.Index + last.Length >= text.Length)
        {
            return null;
        }

        int begin = last.Index + last.Length + 1;
        int end = begin;
        while (end < text.Length)
        {
            int newline = text.IndexOf('\n', end);
            int lineEnd = newline < 0 ? text.Length : newline;
            bool continued = text.AsSpan(end, lineEnd - end).TrimEnd().EndsWith("\\");
            end = lineEnd + 1;
            if (!continued)
            {
                break;
            }
        }

        string command = text[begin..Math.Min(end, text.Length)];
        return command.Trim().Length > 0 ? command : null;
    }

    /// <summary>The libvirt that the head of the last start names, or whose rules a VirshLite followed that wrote it; null where it names none.</summary>
    public static string? VersionOfLastStart(string text) =>
        StartingUp().Matches(text).LastOrDefault() is { } head && Version().Match(head.Value) is { Success: true } version ? version.Groups[1].Value : null;

    /// <summary>A debug log: what stands behind "About to run" is the command.</summary>
    public static string WithoutDebugHeads(string text) => AboutToRun().Replace(text, "");

    [GeneratedRegex(@"^\s*\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?([+-]\d{4}|Z)?: starting up( .*)?$", RegexOptions.Multiline)]
    private static partial Regex StartingUp();

    [GeneratedRegex(@"(?:starting up libvirt version|rules of libvirt): (\d+\.\d+[^, ]*)")]
    private static partial Regex Version();

    [GeneratedRegex(@"^.*\bdebug\b.*: About to run ", RegexOptions.Multiline)]
    private static partial Regex AboutToRun();
}
