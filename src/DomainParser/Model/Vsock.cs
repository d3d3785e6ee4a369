namespace VirshLite.DomainParser.Model;

/// <summary>&lt;vsock&gt; (formatdomain, "Vsock").</summary>
public sealed class Vsock : Device
{
    /// <summary>Null until completion.</summary>
    public VirtioModel? Model { get; set; }

    /// <summary>&lt;cid auto&gt;; null until completion.</summary>
    public bool? AutoCid { get; set; }

    /// <summary>&lt;cid address&gt;; 0 = not given.</summary>
    public uint Cid { get; set; }

    public VirtioOptions? Virtio { get; set; }
}
