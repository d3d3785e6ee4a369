namespace VirshLite.DomainParser.Editing;

/// <summary>Where an attribute stands in a text: from the white space before it to behind its closing quotation mark, and its value between.</summary>
/// <param name="Name">With its prefix.</param>
internal readonly record struct AttributeSpan(string Name, int Start, int ValueStart, int ValueEnd, int End);

/// <summary>Finds the attributes of a start tag, declarations of namespaces included.</summary>
internal static class AttributeSpans
{
    public static IEnumerable<AttributeSpan> Of(string text, ElementSpan element)
    {
        int at = element.Start + 1;
        while (!char.IsWhiteSpace(text[at]) && text[at] is not ('>' or '/'))
        {
            at++;
        }

        while (true)
        {
            int start = at;
            at = SkipWhite(text, at);
            if (text[at] is '>' or '/')
            {
                yield break;
            }

            int name = at;
            while (!char.IsWhiteSpace(text[at]) && text[at] != '=')
            {
                at++;
            }

            string word = text[name..at];
            at = SkipWhite(text, text.IndexOf('=', at) + 1);
            int end = text.IndexOf(text[at], at + 1);
            yield return new(word, start, at + 1, end, end + 1);
            at = end + 1;
        }
    }

    private static int SkipWhite(string text, int at)
    {
        while (char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return at;
    }
}
