using System.Globalization;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.FromNative.Lines;

/// <summary>One option of a command line whose properties are taken one by one; what nobody took is seen by <see cref="Rest"/>.</summary>
internal sealed class NativeOption
{
    private readonly List<KeyValuePair<string, string>> open;

    public NativeOption(string name, string? value)
    {
        Name = name;
        Value = value;
        open = [.. OptionProperties.Parse(name, value).Items];
        IsJson = value?.StartsWith('{') == true;
        FirstId = Id;
    }

    /// <summary>With its dash.</summary>
    public string Name { get; }

    public string? Value { get; }

    public bool IsJson { get; }

    /// <summary>The id as it was, taken or not.</summary>
    public string? FirstId { get; }

    /// <summary>Nothing more is to be done for this option.</summary>
    public bool IsTaken { get; private set; }

    /// <summary>Properties that nobody has asked for.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Rest => open;

    /// <summary>What the option is about: driver, type, or bare first word.</summary>
    public string Kind => Peek(OptionProperties.LeadKey(Name)) ?? "";

    public string? Id => Peek("id") ?? Peek("node-name");

    public void Take() => IsTaken = true;

    public string? Peek(string name)
    {
        foreach (KeyValuePair<string, string> property in open)
        {
            if (property.Key == name)
            {
                return property.Value;
            }
        }

        return null;
    }

    /// <summary>The value of the first property of that name, which counts as explained from now on.</summary>
    public string? Take(string name)
    {
        for (int i = 0; i < open.Count; i++)
        {
            if (open[i].Key == name)
            {
                string value = open[i].Value;
                open.RemoveAt(i);
                return value;
            }
        }

        return null;
    }

    /// <summary>The first of several names of one property.</summary>
    public string? TakeAny(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (Take(name) is { } value)
            {
                return value;
            }
        }

        return null;
    }

    /// <summary>All values of a property that may stand more than once.</summary>
    public List<string> TakeAll(string name)
    {
        var values = new List<string>();
        while (Take(name) is { } value)
        {
            values.Add(value);
        }

        return values;
    }

    /// <summary>on or off, whichever spelling; null where it is missing or something else.</summary>
    public string? TakeSwitch(string name) => Take(name) switch
    {
        "on" or "yes" or "true" or "1" => "on",
        "off" or "no" or "false" or "0" => "off",
        _ => null,
    };

    /// <summary>yes or no.</summary>
    public string? TakeYesNo(string name) => TakeSwitch(name) switch { "on" => "yes", "off" => "no", _ => null };

    /// <summary>A number, decimal or with 0x; null where it is missing.</summary>
    public long? TakeNumber(string name) => Take(name) is { } text ? Numbers.Parse(text) : null;

    /// <summary>Drops a property that says what libvirt says anyway; one with another value stays.</summary>
    public void Ignore(string name, params ReadOnlySpan<string> values)
    {
        if (Peek(name) is { } value && (values.Length == 0 || values.Contains(value)))
        {
            Take(name);
        }
    }

    public override string ToString() => Value is null ? Name : string.Create(CultureInfo.InvariantCulture, $"{Name} {Value}");
}
