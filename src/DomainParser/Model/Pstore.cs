namespace VirshLite.DomainParser.Model;

/// <summary>&lt;pstore backend='acpi-erst'&gt; (formatdomain, "Pstore"); there is no other backend.</summary>
public sealed class Pstore : Device
{
    /// <summary>Null until completion.</summary>
    public string? Path { get; set; }

    public ulong SizeKiB { get; set; }
}
