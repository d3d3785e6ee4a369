using System.Text;

namespace VirshLite.Translator.Plan;

/// <summary>
/// A command as libvirt logs it: environment assignments, the binary, the arguments; one line for every option with its value, each line but the last ending in
/// <c> \</c>; single quotes where a shell needs them (core-arguments.md 2).
/// </summary>
public static class CommandText
{
    private const string Special = "\r\t\n !\"#$&'()*;<>?[\\]^`{|}~";

    /// <summary>The whole text with one newline at its end.</summary>
    public static string Lines(IEnumerable<KeyValuePair<string, string>> environment, string binary, IReadOnlyList<string> arguments)
    {
        var text = new StringBuilder(4096);
        foreach ((string name, string value) in environment)
        {
            text.Append(name).Append('=').Append(Quote(value)).Append(" \\\n");
        }

        text.Append(Quote(binary));
        for (int i = 0; i < arguments.Count; i++)
        {
            text.Append(StartsLine(arguments, i) ? " \\\n" : " ").Append(Quote(arguments[i]));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>Everything on one line, ready to be pasted into a shell.</summary>
    public static string OneLine(IEnumerable<KeyValuePair<string, string>> environment, string binary, IReadOnlyList<string> arguments)
    {
        var text = new StringBuilder(4096);
        foreach ((string name, string value) in environment)
        {
            text.Append(name).Append('=').Append(Quote(value)).Append(' ');
        }

        text.Append(Quote(binary));
        foreach (string argument in arguments)
        {
            text.Append(' ').Append(Quote(argument));
        }

        return text.Append('\n').ToString();
    }

    /// <summary>One word for a POSIX shell.</summary>
    public static string Quote(string word)
    {
        if (word.Length == 0)
        {
            return "''";
        }

        return word.AsSpan().IndexOfAny(Special) < 0 ? word : "'" + word.Replace("'", "'\\''", StringComparison.Ordinal) + "'";
    }

    private static bool StartsLine(IReadOnlyList<string> arguments, int index)
    {
        if (arguments[index].StartsWith('-'))
        {
            return true;
        }

        for (int i = Math.Max(index - 1, 0); i < arguments.Count; i++)
        {
            if (arguments[i].StartsWith('-'))
            {
                return false;
            }
        }

        return true;
    }
}
