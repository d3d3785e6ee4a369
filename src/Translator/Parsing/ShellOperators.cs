namespace VirshLite.Translator.Parsing;

/// <summary>Where a shell's command ends: <c>&amp;</c>, <c>|</c>, <c>;</c>, a redirection.</summary>
internal static class ShellOperators
{
    /// <summary>The command alone; operators count where they stand behind a blank, or a semicolon before one.</summary>
    public static string Before(string text)
    {
        char quote = '\0';
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (quote != '\0')
            {
                quote = c == quote ? '\0' : quote;
                i += c == '\\' && quote == '"' ? 1 : 0;
            }
            else if (c == '\\')
            {
                i++;
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (IsOperator(text, i))
            {
                return text[..i];
            }
        }

        return text;
    }

    private static bool IsOperator(string text, int at)
    {
        bool behindBlank = at > 0 && char.IsWhiteSpace(text[at - 1]);
        bool beforeBlank = at + 1 == text.Length || char.IsWhiteSpace(text[at + 1]);
        return text[at] switch
        {
            ';' => behindBlank || beforeBlank,
            '&' => (behindBlank || beforeBlank) && (at + 1 == text.Length || text[at + 1] is '&' or '>' or ' ' or '\n' or '\t'),
            '|' or '>' or '<' => behindBlank,
            '1' or '2' => behindBlank && at + 1 < text.Length && text[at + 1] == '>',
            _ => false,
        };
    }
}
