using System.Text;

namespace VirshLite.Cli.Output;

/// <summary>
/// The one way of words to a terminal: what a guest, an agent, an image or QEMU says cannot move the cursor, change colours or type for the user. Control
/// characters come out as
/// <c>\xNN</c>; new lines and tabs stay. What this program itself wants to say to the terminal goes past it (<see cref="Io.RawOut"/>).
/// </summary>
internal sealed class PlainWriter(TextWriter inner) : TextWriter
{
    public override Encoding Encoding => inner.Encoding;

    /// <summary>Text whose control characters are visible.</summary>
    public static string Plain(string text) => IsPlain(text) ? text : Escaped(text);

    public override void Write(char value)
    {
        if (IsPlain(value))
        {
            inner.Write(value);
        }
        else
        {
            inner.Write(Escaped([value]));
        }
    }

    public override void Write(string? value)
    {
        if (value is not null)
        {
            inner.Write(Plain(value));
        }
    }

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(ReadOnlySpan<char> buffer)
    {
        if (IsPlain(buffer))
        {
            inner.Write(buffer);
        }
        else
        {
            inner.Write(Escaped(buffer));
        }
    }

    public override void WriteLine() => inner.WriteLine();

    public override void Flush() => inner.Flush();

    /// <summary>
    /// Neither a control character of ASCII or of Latin-1 (one byte that starts a sequence), nor one that turns the direction of text around.
    /// </summary>
    private static bool IsPlain(char c) => c is '\n' or '\t'
        || (!char.IsControl(c) && c is not (>= '\u202a' and <= '\u202e') and not (>= '\u2066' and <= '\u2069'));

    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!IsPlain(c))
            {
                return false;
            }
        }

        return true;
    }

    private static string Escaped(ReadOnlySpan<char> text)
    {
        var plain = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            if (IsPlain(c))
            {
                plain.Append(c);
            }
            else
            {
                plain.Append(c < 0x100 ? "\\x" : "\\u").Append(((int)c).ToString(c < 0x100 ? "x2" : "x4", System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        return plain.ToString();
    }
}
