using System.Text;

namespace VirshLite.Cli.Verbs;

/// <summary>The words of a command line up to the cursor, quotes taken away.</summary>
/// <param name="Before">Whole words, the program's name first.</param>
/// <param name="Begun">What there is of the word at the cursor.</param>
/// <param name="Kept">So many letters of it the shell keeps: a candidate goes without them.</param>
internal sealed record UnfinishedLine(IReadOnlyList<string> Before, string Begun, int Kept)
{
    /// <summary>Of words that a shell has taken apart.</summary>
    public static UnfinishedLine At(IReadOnlyList<string> words, int cursor) =>
        new([.. words.Take(Math.Max(cursor, 0))], cursor >= 0 && cursor < words.Count ? words[cursor] : "", 0);

    /// <summary>Of a line; a quote may still be open.</summary>
    /// <param name="line">Up to the cursor; commands before this one, and assignments, are passed over.</param>
    /// <param name="breaks">Letters at which bash begins a new word to complete (<c>COMP_WORDBREAKS</c>).</param>
    public static UnfinishedLine Of(string line, string breaks)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        char quote = '\0';
        int kept = 0;
        for (int i = 0; i < line.Length; i++)
        {
            char c = line[i];
            if (quote != '\0')
            {
                if (c == quote)
                {
                    quote = '\0';
                }
                else
                {
                    word.Append(c == '\\' && quote == '"' && i + 1 < line.Length && line[i + 1] is '"' or '\\' ? line[++i] : c);
                }
            }
            else if (c is '\'' or '"')
            {
                quote = c;
            }
            else if (c == '\\')
            {
                word.Append(++i < line.Length ? line[i] : "");
            }
            else if (c is ' ' or '\t' or '\n')
            {
                if (word.Length > 0)
                {
                    words.Add(word.ToString());
                }

                word.Clear();
                kept = 0;
            }
            else if (c is '|' or ';' or '&' or '(')
            {
                words.Clear();
                word.Clear();
                kept = 0;
            }
            else
            {
                word.Append(c);
                kept = c is '=' or ':' && breaks.Contains(c) ? word.Length : kept;
            }
        }

        // sudo, env and assignments stand before the program's name
        int program = words.FindIndex(w => w is "virshlite" || w.EndsWith("/virshlite", StringComparison.Ordinal));
        return new([.. words.Skip(Math.Max(program, 0))], word.ToString(), kept);
    }
}
