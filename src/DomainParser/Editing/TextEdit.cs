using System.Text;

namespace VirshLite.DomainParser.Editing;

/// <summary>A piece of a text, from <paramref name="Start"/> to before <paramref name="End"/>, and what stands there afterwards.</summary>
internal readonly record struct TextEdit(int Start, int End, string Replacement)
{
    public static EditedText Apply(string text, IReadOnlyList<TextEdit> edits)
    {
        var result = new StringBuilder(text.Length + 256);
        var origins = new List<int> { 1 };
        int at = 0;
        int line = 1;
        foreach (TextEdit edit in edits.Select((e, i) => (Edit: e, Order: i)).OrderBy(x => x.Edit.Start).ThenBy(x => x.Edit.End > x.Edit.Start ? 1 : 0)
            .ThenByDescending(x => x.Edit.End).ThenBy(x => x.Order).Select(x => x.Edit))
        {
            if (edit.Start < at)
            {
                continue;
            }

            foreach (char c in text.AsSpan(at, edit.Start - at))
            {
                result.Append(c);
                if (c == '\n')
                {
                    origins.Add(++line);
                }
            }

            result.Append(edit.Replacement);
            line += Math.Max(0, text.AsSpan(edit.Start, edit.End - edit.Start).Count('\n'));
            for (int breaks = edit.Replacement.AsSpan().Count('\n'); breaks > 0; breaks--)
            {
                origins.Add(line);
            }

            at = edit.End;
        }

        for (; at < text.Length; at++)
        {
            result.Append(text[at]);
            if (text[at] == '\n')
            {
                origins.Add(++line);
            }
        }

        return new(result.ToString(), origins);
    }
}

/// <summary>A changed text, and for each of its lines the line of the text before that it comes from (both from 1).</summary>
public sealed record EditedText(string Text, IReadOnlyList<int> Origins);
