namespace VirshLite.DomainParser.Model;

/// <summary>&lt;lease&gt; of a lock manager; it gives no argument.</summary>
public sealed class Lease : Device
{
    public string Lockspace { get; set; } = "";

    public string Key { get; set; } = "";

    public string Path { get; set; } = "";

    /// <summary>Bytes into the file.</summary>
    public ulong Offset { get; set; }
}
