namespace VirshLite.Translator.Parsing;

/// <summary>A guest's log as libvirt (and VirshLite) writes it (startup.md 9): a line <c>TIME: starting up …</c>, the command over several lines, QEMU's own words.</summary>
internal static class LibvirtLog
{
    /// <summary>The text of the last start's command, with its line continuations; null where the text is no such log.</summary>
    public static string? LastStart(string text)
    {
        int at = text.LastIndexOf(": starting up ", StringComparison.Ordinal);
        while (at > 0 && !IsTimestamp(text, at))
        {
            at = text.LastIndexOf(": starting up ", at - 1, StringComparison.Ordinal);
        }

        int begin = at > 0 ? text.IndexOf('\n', at) + 1 : 0;
        if (at <= 0 || begin == 0)
        {
            return null;
        }

        int end = begin;
        while (end < text.Length)
        {
            int newline = text.IndexOf('\n', end);
            int lineEnd = newline < 0 ? text.Length : newline;
            bool continued = text.AsSpan(end, lineEnd - end).TrimEnd('\r').EndsWith(" \\");
            end = lineEnd + 1;
            if (!continued)
            {
                break;
            }
        }

        return text[begin..Math.Min(end, text.Length)];
    }

    /// <summary>Whether the line up to <paramref name="end"/> is <c>YYYY-MM-DD HH:MM:SS.mmm+ZZZZ</c>.</summary>
    private static bool IsTimestamp(string text, int end)
    {
        const string Shape = "0000-00-00 00:00:00.000+0000";
        int start = end - Shape.Length;
        if (start < 0 || start > 0 && text[start - 1] != '\n')
        {
            return false;
        }

        for (int i = 0; i < Shape.Length; i++)
        {
            char c = text[start + i];
            if (Shape[i] == '0' ? !char.IsAsciiDigit(c) : Shape[i] == '+' ? c is not ('+' or '-') : c != Shape[i])
            {
                return false;
            }
        }

        return true;
    }
}
