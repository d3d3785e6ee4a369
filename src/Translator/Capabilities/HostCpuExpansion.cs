namespace VirshLite.Translator.Capabilities;

/// <summary>The type of a CPU property's value.</summary>
public enum CpuPropertyType
{
    Boolean,
    String,
    Number,
}

/// <summary>
/// One property of the host's CPU as a QEMU sees it, in QEMU's spelling. <see cref="Migratable"/>: null = not known.
/// Which value counts is said by <see cref="Type"/>.
/// </summary>
public readonly record struct CpuProperty(string Name, CpuPropertyType Type, bool Boolean, string? Text, long Number, bool? Migratable)
{
    public static CpuProperty Of(string name, bool value, bool? migratable = null) => new(name, CpuPropertyType.Boolean, value, null, 0, migratable);

    public static CpuProperty Of(string name, string value) => new(name, CpuPropertyType.String, false, value, 0, null);

    public static CpuProperty Of(string name, long value) => new(name, CpuPropertyType.Number, false, null, value, null);
}

/// <summary>
/// What <c>query-cpu-model-expansion</c> says about the host's CPU (type kvm, hvf) or the largest CPU (type qemu): capabilities.md 4.2.
/// </summary>
public sealed class HostCpuExpansion
{
    private readonly Dictionary<string, int> index;

    public HostCpuExpansion(string modelName, IReadOnlyList<CpuProperty> properties, bool migratabilityKnown, IReadOnlyList<string> deprecatedProperties)
    {
        ModelName = modelName;
        Properties = properties;
        MigratabilityKnown = migratabilityKnown;
        DeprecatedProperties = deprecatedProperties;
        index = new(properties.Count, StringComparer.Ordinal);
        for (int i = 0; i < properties.Count; i++)
        {
            index.TryAdd(properties[i].Name, i);
        }
    }

    /// <summary>The model that the properties are relative to: base, max, z14 …</summary>
    public string ModelName { get; }

    /// <summary>In the order of QEMU's reply.</summary>
    public IReadOnlyList<CpuProperty> Properties { get; }

    public bool MigratabilityKnown { get; }

    public IReadOnlyList<string> DeprecatedProperties { get; }

    /// <summary>A name that is no property is a feature that this QEMU does not know (x86).</summary>
    public bool Knows(string property) => index.ContainsKey(property);

    public CpuProperty? Find(string property) => index.TryGetValue(property, out int i) ? Properties[i] : null;
}
