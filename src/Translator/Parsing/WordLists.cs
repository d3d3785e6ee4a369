using System.Text;
using System.Text.RegularExpressions;

namespace VirshLite.Translator.Parsing;

/// <summary>
/// A command as a list of words, as programs log it: <c>['/usr/bin/qemu-kvm', '-S']</c> of Python, JSON's array, strace's <c>execve</c>, the kernel's audit
/// records <c>a0="/usr/bin/qemu-kvm" a1="-S"</c>.
/// </summary>
internal static partial class WordLists
{
    /// <summary>The lists in the text whose first word is a QEMU program.</summary>
    public static IReadOnlyList<IReadOnlyList<string>> Of(string text)
    {
        var lists = new List<IReadOnlyList<string>>();
        for (Match begin = ListBegin().Match(text); begin.Success; begin = ListBegin().Match(text, begin.Index + begin.Length))
        {
            if (Words(text, begin.Index + 1) is { } words)
            {
                lists.Add(words);
            }
        }

        foreach (Match record in AuditRecord().Matches(text))
        {
            lists.Add([.. AuditWord().Matches(record.Value).Select(m =>
                m.Groups["text"].Success ? m.Groups["text"].Value : OfHexadecimal(m.Groups["hex"].Value))]);
        }

        return lists;
    }

    /// <summary>Quoted words up to the closing bracket; null where something else stands there.</summary>
    private static List<string>? Words(string text, int at)
    {
        var words = new List<string>();
        while (at < text.Length)
        {
            char c = text[at];
            if (c == ']')
            {
                return words;
            }

            if (c is ' ' or ',' or '\n' or '\t')
            {
                at++;
            }
            else if (c is '\'' or '"')
            {
                var word = new StringBuilder();
                for (at++; at < text.Length && text[at] != c; at++)
                {
                    word.Append(text[at] == '\\' && at + 1 < text.Length ? text[++at] : text[at]);
                }

                at++;
                words.Add(word.ToString());
            }
            else
            {
                return null;
            }
        }

        return null;
    }

    private static string OfHexadecimal(string digits) =>
        digits.Length % 2 == 0 ? Encoding.UTF8.GetString(Convert.FromHexString(digits)) : digits;

    [GeneratedRegex(@"\[(?=\s*(['""])(?:/[^'""\s]*/)?(?:qemu-system-[\w-]+|qemu-kvm|kvm|qemu)\1\s*[,\]])")]
    private static partial Regex ListBegin();

    [GeneratedRegex(@"(?<=\btype=EXECVE\b.*)\ba0=""(?:/\S*/)?(?:qemu-system-[\w-]+|qemu-kvm|kvm|qemu)"".*")]
    private static partial Regex AuditRecord();

    [GeneratedRegex(@"\ba\d+=(?:""(?<text>[^""]*)""|(?<hex>[0-9A-F]+))(?=\s|$)")]
    private static partial Regex AuditWord();
}
