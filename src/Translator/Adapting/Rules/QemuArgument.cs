using System.Xml.Linq;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>One option of <c>&lt;qemu:commandline&gt;</c>: its element and that of its value.</summary>
/// <param name="Name">Without hyphens.</param>
/// <param name="Value">Null where it has none.</param>
/// <param name="Elements">One or two.</param>
internal sealed record QemuArgument(string Name, string? Value, IReadOnlyList<XElement> Elements)
{
    public static readonly XNamespace Qemu = "http://libvirt.org/schemas/domain/qemu/1.0";

    private static readonly char[] Separators = [',', '{', '}'];

    public static List<QemuArgument> Of(XElement root)
    {
        var arguments = new List<QemuArgument>();
        List<XElement> words = [.. root.Elements(Qemu + "commandline").Elements(Qemu + "arg")];
        for (int i = 0; i < words.Count; i++)
        {
            string word = Text(words[i]);
            if (!word.StartsWith('-'))
            {
                arguments.Add(new("", word, [words[i]]));
                continue;
            }

            bool hasValue = i + 1 < words.Count && !Text(words[i + 1]).StartsWith('-');
            arguments.Add(new(word.TrimStart('-'), hasValue ? Text(words[i + 1]) : null, hasValue ? [words[i], words[i + 1]] : [words[i]]));
            i += hasValue ? 1 : 0;
        }

        return arguments;
    }

    /// <summary>The first word of the value: a driver's or a type's name. JSON is understood as far as its flat members go.</summary>
    public string? Kind => Value is null ? null : Value.StartsWith('{') ? Property("driver") ?? Property("qom-type")
        : Value.Split(',')[0] is var first && first.Contains('=', StringComparison.Ordinal) ? Property("driver") ?? Property("qom-type") : first;

    /// <summary>Names and values of the value's properties.</summary>
    public IEnumerable<(string Name, string Value)> Properties
    {
        get
        {
            bool isJson = Value?.StartsWith('{') == true;
            foreach (string part in (Value ?? "").Split(Separators))
            {
                int at = part.IndexOf(isJson ? ':' : '=', StringComparison.Ordinal);
                if (at > 0)
                {
                    yield return (part[..at].Trim(' ', '"'), part[(at + 1)..].Trim(' ', '"'));
                }
            }
        }
    }

    public string? Property(string name) => Properties.FirstOrDefault(p => p.Name == name).Value;

    private static string Text(XElement word) => word.Attribute("value")?.Value ?? "";
}
