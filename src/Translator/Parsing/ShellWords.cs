using System.Text;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Parsing;

/// <summary>
/// Text to words as a POSIX shell splits a plain command: blanks between words, single and double quotes, backslash, and lines continued with a backslash.
/// Nothing is expanded; a comment begins with <c>#</c> at the start of a word.
/// </summary>
public static class ShellWords
{
    /// <exception cref="DomainException">A quotation does not end.</exception>
    public static List<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        bool inWord = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            switch (c)
            {
                case '\\' when i + 1 < text.Length:
                    i++;
                    if (text[i] == '\r' && i + 1 < text.Length && text[i + 1] == '\n')
                    {
                        i++;
                    }
                    else if (text[i] != '\n')
                    {
                        word.Append(text[i]);
                        inWord = true;
                    }

                    break;
                case '\'':
                    i = Single(text, i, word);
                    inWord = true;
                    break;
                case '"':
                    i = Double(text, i, word);
                    inWord = true;
                    break;
                case '#' when !inWord:
                    i = text.IndexOf('\n', i) is >= 0 and var end ? end : text.Length;
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    if (inWord)
                    {
                        words.Add(word.ToString());
                        word.Clear();
                        inWord = false;
                    }

                    break;
                default:
                    word.Append(c);
                    inWord = true;
                    break;
            }
        }

        if (inWord)
        {
            words.Add(word.ToString());
        }

        return words;
    }

    private static int Single(string text, int start, StringBuilder word)
    {
        int end = text.IndexOf('\'', start + 1);
        if (end < 0)
        {
            throw Unfinished(text, start);
        }

        word.Append(text, start + 1, end - start - 1);
        return end;
    }

    private static int Double(string text, int start, StringBuilder word)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            char c = text[i];
            if (c == '"')
            {
                return i;
            }

            if (c == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\' or '$' or '`' or '\n')
            {
                i++;
                if (text[i] == '\n')
                {
                    continue;
                }
            }

            word.Append(text[i]);
        }

        throw Unfinished(text, start);
    }

    private static DomainException Unfinished(string text, int at)
    {
        int line = text.AsSpan(0, at).Count('\n') + 1;
        int column = at - (at == 0 ? -1 : text.LastIndexOf('\n', at - 1));
        return new DomainException("the quotation that begins here does not end", new SourcePosition(line, column));
    }
}
