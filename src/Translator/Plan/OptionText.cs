namespace VirshLite.Translator.Plan;

/// <summary>
/// A comma-joined option that QEMU does not take as JSON (<c>-machine</c>, <c>-chardev</c>, <c>-vnc</c> …): leading words and <c>key=value</c> pairs in order.
/// Values get their commas doubled by <see cref="Escaped"/>; the other calls put text in as it is.
/// </summary>
public sealed class OptionText
{
    private readonly List<Part> parts = [];

    public OptionText()
    {
    }

    public OptionText(string word) => Word(word);

    /// <summary>A bare word.</summary>
    public OptionText Word(string? word)
    {
        if (word is not null)
        {
            parts.Add(new(null, word, null));
        }

        return this;
    }

    public OptionText WordEscaped(string word) => Word(DoubleCommas(word));

    /// <summary><c>key=value</c> as it is; nothing where the value is null.</summary>
    public OptionText Add(string key, string? value)
    {
        if (value is not null)
        {
            parts.Add(new(key, value, null));
        }

        return this;
    }

    public OptionText Add(string key, long? value) => Add(key, value?.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public OptionText Add(string key, bool? on) => Add(key, on is { } v ? (v ? "on" : "off") : null);

    /// <summary><c>key=value</c> with the value's commas doubled; nothing where the value is null.</summary>
    public OptionText Escaped(string key, string? value) => Add(key, value is null ? null : DoubleCommas(value));

    public OptionText Fd(string key, PlanResource fd)
    {
        parts.Add(new(key, null, fd));
        return this;
    }

    public bool IsEmpty => parts.Count == 0;

    /// <summary>The descriptor that the option names; null where it names none.</summary>
    public PlanResource? Resource => parts.Find(p => p.Fd is not null).Fd;

    /// <summary>The text behind <c>key=</c>; null where there is none.</summary>
    public string? ValueOf(string key) => parts.Find(p => p.Key == key).Text;

    /// <summary>Everything of another option's, behind what is there.</summary>
    public OptionText Append(OptionText other)
    {
        parts.AddRange(other.parts);
        return this;
    }

    public static string DoubleCommas(string text) => text.Contains(',', StringComparison.Ordinal) ? text.Replace(",", ",,", StringComparison.Ordinal) : text;

    public string Render(IFdNumbering numbering)
    {
        var text = new System.Text.StringBuilder();
        foreach (Part part in parts)
        {
            if (text.Length > 0)
            {
                text.Append(',');
            }

            if (part.Fd is { } fd && numbering.PathOf(fd) is { } path)
            {
                text.Append("path=").Append(DoubleCommas(path));
                continue;
            }

            if (part.Key is not null)
            {
                text.Append(part.Key).Append('=');
            }

            text.Append(part.Fd is null ? part.Text : numbering.NumberOf(part.Fd).ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }

    private readonly record struct Part(string? Key, string? Text, PlanResource? Fd);
}
