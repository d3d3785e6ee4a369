namespace VirshLite.DomainParser.Model;

/// <summary>The elements of http://libvirt.org/schemas/domain/qemu/1.0 (drvqemu, "Pass-through of arbitrary qemu commands"); kept as written.</summary>
public sealed class QemuNamespace
{
    public const string Uri = "http://libvirt.org/schemas/domain/qemu/1.0";

    /// <summary>&lt;qemu:arg&gt;, one word each.</summary>
    public List<string> Arguments { get; } = [];

    /// <summary>&lt;qemu:env&gt;; a null value gives an empty string.</summary>
    public List<(string Name, string? Value)> Environment { get; } = [];

    public List<string> AddedCapabilities { get; } = [];

    public List<string> RemovedCapabilities { get; } = [];

    public List<QemuDeviceOverride> Overrides { get; } = [];

    /// <summary>&lt;qemu:deprecation behavior&gt;, any text.</summary>
    public string? DeprecationBehavior { get; set; }

    public bool IsEmpty =>
        Arguments.Count == 0 && Environment.Count == 0 && AddedCapabilities.Count == 0 && RemovedCapabilities.Count == 0
            && Overrides.Count == 0 && DeprecationBehavior is null;
}

/// <summary>&lt;qemu:device alias=&gt; of &lt;qemu:override&gt;.</summary>
public sealed class QemuDeviceOverride
{
    public SourcePosition Position { get; set; }

    public string Alias { get; set; } = "";

    public List<QemuProperty> Properties { get; } = [];
}

/// <summary>&lt;qemu:property name= type= value=&gt;; the value's type stands in <see cref="Type"/>.</summary>
public sealed class QemuProperty
{
    public string Name { get; set; } = "";

    public QemuPropertyType Type { get; set; }

    /// <summary>Null with type remove.</summary>
    public string? Value { get; set; }
}

public enum QemuPropertyType
{
    String,
    Unsigned,
    Signed,
    Bool,
    Remove,
}

internal static class QemuPropertyTypeNames
{
    private static readonly EnumNames<QemuPropertyType> All = new("string", "unsigned", "signed", "bool", "remove");

    extension(QemuPropertyType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<QemuPropertyType> Names => All;
    }
}
