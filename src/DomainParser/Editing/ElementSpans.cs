using System.Xml.Linq;

namespace VirshLite.DomainParser.Editing;

/// <summary>Where an element stands in a text, in characters: its start tag from <paramref name="Start"/> to before <paramref name="TagEnd"/>.</summary>
/// <param name="ContentEnd">Where its end tag begins; that of an empty element is the end of its tag.</param>
/// <param name="End">Behind its last character.</param>
internal readonly record struct ElementSpan(int Start, int TagEnd, bool IsEmpty, int ContentEnd, int End);

/// <summary>Finds the elements of a well-formed text without DTD.</summary>
internal static class ElementSpans
{
    public static Dictionary<XElement, ElementSpan> Of(string text, XElement root)
    {
        var spans = new Dictionary<XElement, ElementSpan>();
        using IEnumerator<XElement> elements = root.DescendantsAndSelf().GetEnumerator();
        var open = new Stack<(XElement Element, int Start, int TagEnd)>();
        int at = 0;
        while ((at = text.IndexOf('<', at)) >= 0)
        {
            int start = at;
            if (Skip(text, ref at, "<!--", "-->") || Skip(text, ref at, "<![CDATA[", "]]>") || Skip(text, ref at, "<?", "?>"))
            {
                continue;
            }

            at = TagEnd(text, start);
            if (text[start + 1] == '/')
            {
                (XElement element, int began, int tagEnd) = open.Pop();
                spans[element] = new(began, tagEnd, false, start, at);
            }
            else if (elements.MoveNext())
            {
                if (text[at - 2] == '/')
                {
                    spans[elements.Current] = new(start, at, true, at, at);
                }
                else
                {
                    open.Push((elements.Current, start, at));
                }
            }
        }

        return spans;
    }

    private static bool Skip(string text, ref int at, string open, string close)
    {
        if (string.CompareOrdinal(text, at, open, 0, open.Length) != 0)
        {
            return false;
        }

        at = text.IndexOf(close, at + open.Length, StringComparison.Ordinal) + close.Length;
        return true;
    }

    /// <summary>Behind the '>' of the tag that starts there; one inside quotation marks is none.</summary>
    private static int TagEnd(string text, int at)
    {
        char quote = '\0';
        for (; text[at] != '>' || quote != '\0'; at++)
        {
            if (quote != '\0')
            {
                quote = text[at] == quote ? '\0' : quote;
            }
            else if (text[at] is '\'' or '"')
            {
                quote = text[at];
            }
        }

        return at + 1;
    }
}
