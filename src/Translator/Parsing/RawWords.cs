using System.Text;

namespace VirshLite.Translator.Parsing;

/// <summary>
/// Words of a command that was printed without quotation, as <c>ps</c> does: JSON goes on to its last brace, and what follows an option's value without a dash
/// of its own belongs to that value (a name or a kernel command line with blanks).
/// </summary>
internal static class RawWords
{
    /// <summary>Before a text that has to be read like this.</summary>
    public const char Mark = '\u0001';

    public static bool IsMarked(string text) => text.StartsWith(Mark);

    public static List<string> Split(string text)
    {
        var words = new List<string>();
        int i = IsMarked(text) ? 1 : 0;
        while (i < text.Length)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                i++;
                continue;
            }

            int end = text[i] == '{' ? EndOfJson(text, i) : EndOfWord(text, i);
            string word = text[i..end];
            i = end;
            bool isValue = !word.StartsWith('-') || word.Length == 1;
            if (isValue && words.Count >= 2 && !words[^1].StartsWith('-') && words[^2].StartsWith('-'))
            {
                words[^1] += " " + word;
            }
            else
            {
                words.Add(word);
            }
        }

        return words;
    }

    private static int EndOfWord(string text, int start)
    {
        int end = start;
        while (end < text.Length && !char.IsWhiteSpace(text[end]))
        {
            end++;
        }

        return end;
    }

    private static int EndOfJson(string text, int start)
    {
        int depth = 0;
        bool inString = false;
        for (int i = start; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\' when inString:
                    i++;
                    break;
                case '"':
                    inString = !inString;
                    break;
                case '{' when !inString:
                    depth++;
                    break;
                case '}' when !inString && --depth == 0:
                    return i + 1;
            }
        }

        return EndOfWord(text, start);
    }
}
