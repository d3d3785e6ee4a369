namespace VirshLite.Translator.Parsing;

/// <summary>One option of a command line with its value as it stood and taken apart.</summary>
/// <param name="Name">With its dash: <c>-device</c>. A word that belongs to no option has an empty name.</param>
/// <param name="Value">null: the option stands alone.</param>
public sealed record ParsedOption(string Name, string? Value)
{
    /// <summary>Options whose value may itself begin with a dash.</summary>
    private static readonly HashSet<string> TakesAnything =
        new(StringComparer.Ordinal) { "-append", "-name", "-kernel", "-initrd", "-dtb", "-incoming", "-set", "-global" };

    private OptionProperties? properties;

    /// <summary>The value's properties, the same for JSON and for key=value.</summary>
    public OptionProperties Properties => Spelled ?? (properties ??= OptionProperties.Parse(Name, Value));

    /// <summary>The properties in the words of a comparison, where they are not those of the text.</summary>
    public OptionProperties? Spelled { get; init; }

    /// <summary>What tells this option from others of its name: its id, node name or (for what has none) its first word.</summary>
    public string Identity => Properties["id"] ?? Properties["node-name"] ?? (Name is "-mon" ? Properties["chardev"] : null) ?? "";

    public static List<ParsedOption> Of(IReadOnlyList<string> arguments)
    {
        var options = new List<ParsedOption>(arguments.Count / 2);
        for (int i = 0; i < arguments.Count; i++)
        {
            string word = arguments[i];
            if (!word.StartsWith('-'))
            {
                options.Add(new("", word));
                continue;
            }

            bool hasValue = i + 1 < arguments.Count && (!arguments[i + 1].StartsWith('-') || TakesAnything.Contains(word));
            options.Add(new(word, hasValue ? arguments[++i] : null));
        }

        return options;
    }

    public override string ToString() => (Name.Length > 0 ? Name + (Value is null ? "" : " ") : "") + (Value is null ? "" : Plan.CommandText.Quote(Value));
}
