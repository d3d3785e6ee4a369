using System.Text;
using VirshLite.DomainParser;

namespace VirshLite.Translator.Networks;

/// <summary>
/// Lines of dnsmasq's files. A value that would end its line or its field is refused; one in which dnsmasq would see a comment is put in quotes.
/// </summary>
internal sealed class DnsmasqText
{
    private readonly StringBuilder text = new();

    /// <summary>A line that says all by itself, or a user's own.</summary>
    public DnsmasqText Line(string line)
    {
        text.Append(Whole(line)).Append('\n');
        return this;
    }

    /// <summary><c>option=value</c>.</summary>
    public DnsmasqText Line(string option, string value)
    {
        text.Append(option).Append('=').Append(Quoted(Whole(value))).Append('\n');
        return this;
    }

    /// <summary>A line of fields, each with a tab behind it, the last too.</summary>
    public DnsmasqText Fields(IEnumerable<string> fields)
    {
        foreach (string field in fields)
        {
            text.Append(field).Append('\t');
        }

        text.Append('\n');
        return this;
    }

    /// <summary>A value of one field: no comma, no slash, no white space.</summary>
    public static string Field(string value) => value.AsSpan().ContainsAny(",/# \t\"") ? throw Refused(value) : Whole(value);

    /// <summary>A value up to the line's end.</summary>
    public static string Whole(string value) => value.Any(char.IsControl) ? throw Refused(value) : value;

    public override string ToString() => text.ToString();

    private static string Quoted(string value) =>
        value.StartsWith('#') || value.Contains(" #", StringComparison.Ordinal)
            ? $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""
            : value;

    private static DomainException Refused(string value) =>
        DomainException.Unsupported(
            $"'{string.Concat(value.Select(c => char.IsControl(c) ? '?' : c))}' cannot be told to dnsmasq: it would be read as something else");
}
