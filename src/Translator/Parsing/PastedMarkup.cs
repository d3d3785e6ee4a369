using System.Net;
using System.Text.RegularExpressions;

namespace VirshLite.Translator.Parsing;

/// <summary>What mail programs, web pages, terminals and other systems put around a command line, taken away again.</summary>
internal static partial class PastedMarkup
{
    /// <param name="text">Lines end in <c>\n</c>.</param>
    public static string Without(string text)
    {
        text = WithoutMarks(text.Replace('\u00a0', ' ').Replace("\u200b", "", StringComparison.Ordinal));
        text = CurlyDouble().Replace(text, "\"");
        text = CurlySingle().Replace(text, "'");
        if (QuotedPrintable().IsMatch(text))
        {
            text = Encoded().Replace(text.Replace("=\n", "", StringComparison.Ordinal), m => ((char)Convert.ToInt32(m.Groups[1].Value, 16)).ToString());
        }

        if (Entity().IsMatch(text))
        {
            text = WebUtility.HtmlDecode(Tag().Replace(text, ""));
        }

        // a comment in the middle of a command, and Windows' way to go on
        text = InlineComment().Replace(text, "");
        return CaretAtEnd().Replace(Fence().Replace(text, ""), "\\\n");
    }

    /// <summary>Mail marks quoted lines with <c>&gt;</c> or <c>|</c>, a patch and a shell's trace with <c>+</c>; a listing in a mail is indented.</summary>
    private static string WithoutMarks(string text)
    {
        string[] lines = text.Split('\n');
        int full = lines.Count(l => l.Trim().Length > 0);
        foreach ((char mark, Regex marks) in ((char, Regex)[])[('>', QuotationMark()), ('|', Bar()), ('+', Plus())])
        {
            int marked = lines.Count(l => l.TrimStart().StartsWith(mark));
            if (marked > 0 && marked * 2 >= full)
            {
                lines = Array.ConvertAll(lines, l => marks.Replace(l, ""));
            }
        }

        return string.Join('\n', lines.Select(l => l.TrimEnd()));
    }

    [GeneratedRegex(@"^\s*(>\s?)+")]
    private static partial Regex QuotationMark();

    [GeneratedRegex(@"^\s*\|\s?(?!\s*(?:tee|grep|less)\b)")]
    private static partial Regex Bar();

    [GeneratedRegex(@"^\s*\++\s?")]
    private static partial Regex Plus();

    [GeneratedRegex("[\u201c\u201d\u201e\u201f]")]
    private static partial Regex CurlyDouble();

    [GeneratedRegex("[\u2018\u2019\u201a\u201b]")]
    private static partial Regex CurlySingle();

    [GeneratedRegex(@"=3D[\s\S]*=\n|=\n[\s\S]*=3D|=3D\S*=3D")]
    private static partial Regex QuotedPrintable();

    [GeneratedRegex("=([0-9A-F]{2})")]
    private static partial Regex Encoded();

    [GeneratedRegex("&(quot|gt|lt|amp|#39|apos|nbsp|#x27|#34);")]
    private static partial Regex Entity();

    [GeneratedRegex("</?(pre|code|p|br|tt|span|div)\\b[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("`#[^`\n]*`")]
    private static partial Regex InlineComment();

    [GeneratedRegex(@"[ \t]\^[ \t]*\n")]
    private static partial Regex CaretAtEnd();

    [GeneratedRegex(@"^\s*(```\w*|~~~\w*|\{noformat\}|\{code[^}]*\})\s*$|^\s*`(?=\S)|(?<=\S)`\s*$", RegexOptions.Multiline)]
    private static partial Regex Fence();
}
