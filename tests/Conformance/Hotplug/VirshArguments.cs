using System.Globalization;

namespace VirshLite.Conformance.Hotplug;

/// <summary>The words of one virsh command: what is given by name, and the rest in order.</summary>
internal sealed class VirshArguments
{
    private static readonly HashSet<string> Switches =
    [
        "live", "config", "current", "persistent", "print-xml", "enable", "disable", "hotpluggable", "maximum", "guest", "eject", "insert", "update", "force",
            "block", "details",
        "inactive", "pretty", "capacity", "title", "remove", "active", "rawio", "multifunction",
    ];

    private readonly Dictionary<string, string> named = [];
    private readonly List<string> words = [];
    private readonly List<string> sets = [];

    public VirshArguments(IEnumerable<string> arguments)
    {
        using IEnumerator<string> all = arguments.GetEnumerator();
        while (all.MoveNext())
        {
            if (!all.Current.StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(all.Current);
                continue;
            }

            string name = all.Current[2..];
            if (name == "set" && all.MoveNext())
            {
                sets.Add(all.Current);
                named[name] = all.Current;
                continue;
            }

            named[name] = Switches.Contains(name) ? "" : all.MoveNext() ? all.Current : "";
        }
    }

    public bool Has(string name) => named.ContainsKey(name);

    public string? this[string name] => named.GetValueOrDefault(name);

    /// <summary>The n-th word that stands alone, the domain being the first; an option of that name stands for it.</summary>
    public string? Word(int index, string name) => index < words.Count ? words[index] : this[name];

    public int Count => words.Count;

    /// <summary>All values of an option that may be given several times: only --set is one.</summary>
    public IReadOnlyList<string> All(string name) => name == "set" ? sets : [];

    /// <summary>The words from the n-th on.</summary>
    public string Rest(int index) => string.Join(' ', words.Skip(index));

    public IReadOnlyDictionary<string, string> Named => named;

    /// <summary>A size with its unit, in bytes; <paramref name="unit"/> where there is none.</summary>
    public static ulong Bytes(string text, ulong unit)
    {
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        ulong number = ulong.Parse(text.AsSpan(0, digits), CultureInfo.InvariantCulture);
        string suffix = text[digits..];
        return number * (suffix.Length == 0 ? unit : DomainParser.DataSize.BytesPerUnit(suffix) ?? throw new FormatException(text));
    }
}
