using System.Collections;

namespace VirshLite.Translator.Plan;

/// <summary>
/// The ordered properties of one option: arguments are data, text comes last. A property whose value is null is not added, so callers pass optional XML
/// values straight through. <see cref="PropertyWriter"/> turns a bag into JSON or into <c>key=value,…</c>.
/// </summary>
public sealed class PropertyBag : IEnumerable<KeyValuePair<string, PropertyValue>>
{
    private readonly List<KeyValuePair<string, PropertyValue>> properties = [];

    public int Count => properties.Count;

    /// <summary>The first property of that name; null where there is none.</summary>
    public PropertyValue? this[string key]
    {
        get
        {
            foreach (KeyValuePair<string, PropertyValue> property in properties)
            {
                if (property.Key == key)
                {
                    return property.Value;
                }
            }

            return null;
        }
    }

    /// <summary>The text of the property of that name; null where it is none.</summary>
    public string? TextOf(string key) => (this[key] as TextProperty)?.Text;

    public PropertyBag Add(string key, string? value) => value is null ? this : Put(key, new TextProperty(value));

    public PropertyBag Add(string key, bool? value) => value is { } v ? Put(key, new SwitchProperty(v)) : this;

    public PropertyBag Add(string key, int? value) => value is { } v ? Put(key, new NumberProperty(v)) : this;

    public PropertyBag Add(string key, uint? value) => value is { } v ? Put(key, new NumberProperty(v)) : this;

    public PropertyBag Add(string key, long? value) => value is { } v ? Put(key, new NumberProperty(v)) : this;

    /// <summary>Values over 2^63-1 come out negative, as libvirt prints them (core-arguments.md 3).</summary>
    public PropertyBag Add(string key, ulong? value) => value is { } v ? Put(key, new NumberProperty(unchecked((long)v))) : this;

    /// <summary>A number that is left out where it is 0.</summary>
    public PropertyBag AddPositive(string key, ulong value) => value == 0 ? this : Add(key, (ulong?)value);

    public PropertyBag Add(string key, PropertyBag? value) => value is null ? this : Put(key, new ObjectProperty(value));

    public PropertyBag Add(string key, PropertyValue? value) => value is null ? this : Put(key, value);

    public PropertyBag AddArray(string key, IEnumerable<PropertyValue>? values) => values is null ? this : Put(key, new ArrayProperty([.. values]));

    public PropertyBag AddNull(string key) => Put(key, NullProperty.Instance);

    /// <summary>The numbers of descriptors, joined by colons, as a string; nothing where there are none.</summary>
    public PropertyBag AddFds(string key, IReadOnlyList<PlanResource> fds) => fds.Count == 0 ? this : Put(key, new FdProperty(fds));

    public PropertyBag AddFd(string key, PlanResource fd) => Put(key, new FdProperty([fd]));

    /// <summary>Takes a property out; false where there was none.</summary>
    public bool Remove(string key) => properties.RemoveAll(p => p.Key == key) > 0;

    public IEnumerator<KeyValuePair<string, PropertyValue>> GetEnumerator() => properties.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => properties.GetEnumerator();

    private PropertyBag Put(string key, PropertyValue value)
    {
        properties.Add(new(key, value));
        return this;
    }
}

/// <summary>One value of a <see cref="PropertyBag"/>.</summary>
public abstract record PropertyValue;

/// <summary>A string; its commas are doubled in key=value.</summary>
public sealed record TextProperty(string Text) : PropertyValue;

/// <summary>A whole number, decimal in both forms.</summary>
public sealed record NumberProperty(long Number) : PropertyValue;

/// <summary>true/false in JSON, on/off in key=value.</summary>
public sealed record SwitchProperty(bool On) : PropertyValue;

/// <summary>An object; in key=value its members are <c>outer.inner=…</c>.</summary>
public sealed record ObjectProperty(PropertyBag Properties) : PropertyValue;

/// <summary>A list; in key=value its items are <c>name.0=…,name.1=…</c>, and <c>name=…</c> again and again where each is an object of one <c>str</c>.</summary>
public sealed record ArrayProperty(IReadOnlyList<PropertyValue> Items) : PropertyValue;

/// <summary>null in JSON; key=value cannot say it.</summary>
public sealed record NullProperty : PropertyValue
{
    public static readonly NullProperty Instance = new();
}

/// <summary>Descriptors by name; their numbers are filled in when the plan is rendered.</summary>
public sealed record FdProperty(IReadOnlyList<PlanResource> Fds) : PropertyValue;
