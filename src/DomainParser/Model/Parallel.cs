namespace VirshLite.DomainParser.Model;

/// <summary>&lt;parallel&gt; (formatdomain, "Parallel port").</summary>
public sealed class Parallel : CharacterDevice
{
    /// <summary>&lt;target port&gt;; without one the reader counts on from the highest before it.</summary>
    public uint Port { get; set; }
}
