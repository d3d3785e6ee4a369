using System.Globalization;
using VirshLite.DomainParser;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>
/// The format of libvirt's qemu.conf: <c>key = value</c> a line, <c>#</c> begins a comment; a value is a number, a text in single or double quotes, or a list
/// of texts in brackets that may go over several lines. The answer has Microsoft.Extensions.Configuration's shape: items of lists as <c>key:0</c>, <c>key:1</c>
/// …
/// </summary>
internal sealed class QemuConfText
{
    private readonly string text;
    private readonly string file;
    private readonly Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
    private int at;

    private QemuConfText(string text, string file)
    {
        this.text = text;
        this.file = file;
    }

    /// <summary>The settings of a file; null where there is none, or none for the caller's eyes.</summary>
    /// <exception cref="DomainException">The text is malformed; the message names file and line.</exception>
    public static Dictionary<string, string?>? TryRead(string file)
    {
        try
        {
            return File.Exists(file) ? Parse(File.ReadAllText(file), file) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <exception cref="DomainException">The text is malformed; the message names file and line.</exception>
    public static Dictionary<string, string?> Parse(string text, string file)
    {
        var parser = new QemuConfText(text, file);
        while (parser.SkipToSomething())
        {
            parser.Setting();
        }

        return parser.values;
    }

    private void Setting()
    {
        int start = at;
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '_' or '-' or '.'))
        {
            at++;
        }

        string key = text[start..at];
        SkipBlanks();
        if (key.Length == 0 || at == text.Length || text[at] != '=')
        {
            throw Error("'key = value' was expected");
        }

        at++;
        SkipBlanks();
        if (at < text.Length && text[at] == '[')
        {
            List(key);
        }
        else
        {
            values[key] = Value();
        }

        SkipBlanks();
        if (at < text.Length && text[at] is not ('\n' or '#' or ';'))
        {
            throw Error($"nothing more was expected behind the value of {key}");
        }
    }

    private void List(string key)
    {
        at++;
        values[key] = null;
        for (int i = 0; SkipToSomething(); i++)
        {
            if (text[at] == ']')
            {
                at++;
                return;
            }

            values[key + ":" + i.ToString(CultureInfo.InvariantCulture)] = Value();
            SkipToSomething();
            if (at < text.Length && text[at] == ',')
            {
                at++;
            }
            else if (at == text.Length || text[at] != ']')
            {
                break;
            }
        }

        throw Error($"the list of {key} does not end in ]");
    }

    private string Value()
    {
        if (at < text.Length && text[at] is '"' or '\'')
        {
            return Quoted();
        }

        int start = at;
        if (at < text.Length && text[at] is '-' or '+')
        {
            at++;
        }

        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at > start && char.IsAsciiDigit(text[at - 1]) ? text[start..at] : throw Error("a number, a quoted text or a list was expected");
    }

    private string Quoted()
    {
        char quote = text[at];
        int end = text.IndexOf(quote, at + 1);
        int line = text.IndexOf('\n', at);
        if (end < 0 || line >= 0 && line < end)
        {
            throw Error("the quoted text does not end on its line");
        }

        string value = text[(at + 1)..end];
        at = end + 1;
        return value;
    }

    private void SkipBlanks()
    {
        while (at < text.Length && text[at] is ' ' or '\t' or '\r')
        {
            at++;
        }
    }

    /// <summary>Past blanks, empty lines and comments; false at the end.</summary>
    private bool SkipToSomething()
    {
        while (at < text.Length)
        {
            if (text[at] is ' ' or '\t' or '\r' or '\n' or ';')
            {
                at++;
            }
            else if (text[at] == '#')
            {
                int end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private DomainException Error(string what)
    {
        int line = 1;
        foreach (char c in text.AsSpan(0, Math.Min(at, text.Length)))
        {
            line += c == '\n' ? 1 : 0;
        }

        return DomainException.Operation($"{file}:{line.ToString(CultureInfo.InvariantCulture)}: {what}");
    }
}
