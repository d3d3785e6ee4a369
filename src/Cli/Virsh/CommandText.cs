using System.Text;

namespace VirshLite.Cli.Virsh;

/// <summary>A line of virsh's language to words: commands end with <c>;</c> or the line, quotation as in a shell, comments begin with <c>#</c>.</summary>
internal static class CommandText
{
    /// <summary>The words of each command; a command without words is left out.</summary>
    /// <exception cref="VirshSyntaxException">A quotation does not end.</exception>
    public static List<List<string>> Split(string text)
    {
        var commands = new List<List<string>>();
        var words = new List<string>();
        int i = 0;
        while (i < text.Length)
        {
            char c = text[i];
            if (c is ' ' or '\t')
            {
                i++;
            }
            else if (c is ';' or '\n')
            {
                End();
                i++;
            }
            else if (c == '#')
            {
                while (i < text.Length && text[i] != '\n')
                {
                    i++;
                }
            }
            else
            {
                words.Add(Word(text, ref i));
            }
        }

        End();
        return commands;

        void End()
        {
            if (words.Count > 0)
            {
                commands.Add(words);
                words = [];
            }
        }
    }

    private static string Word(string text, ref int i)
    {
        var word = new StringBuilder();
        bool single = false, quoted = false;
        for (; i < text.Length; i++)
        {
            char c = text[i];
            if (!single && !quoted && c is ' ' or '\t' or ';' or '\n' && !single && !quoted)
            {
                break;
            }

            if (!quoted && c == '\'')
            {
                single = !single;
            }
            else if (!single && c == '\\')
            {
                if (++i == text.Length)
                {
                    throw new VirshSyntaxException("dangling \\");
                }

                // a line that goes on
                if (text[i] != '\n')
                {
                    word.Append(text[i]);
                }
            }
            else if (!single && c == '"')
            {
                quoted = !quoted;
            }
            else
            {
                word.Append(c);
            }
        }

        // a single quotation that does not end is none of virsh's errors
        return quoted ? throw new VirshSyntaxException("missing \"") : word.ToString();
    }
}
