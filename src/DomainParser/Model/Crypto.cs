namespace VirshLite.DomainParser.Model;

/// <summary>&lt;crypto model='virtio' type='qemu'&gt; (formatdomain, "Crypto"); there is no other model and type.</summary>
public sealed class Crypto : Device
{
    public CryptoBackend Backend { get; set; }

    /// <summary>0 = not given.</summary>
    public uint Queues { get; set; }

    public VirtioOptions? Virtio { get; set; }
}

public enum CryptoBackend
{
    Builtin,
    Lkcf,
}

internal static class CryptoBackendNames
{
    private static readonly EnumNames<CryptoBackend> All = new("builtin", "lkcf");

    extension(CryptoBackend)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<CryptoBackend> Names => All;
    }
}
