using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>Everything the administrator and the caller decided, read once at the start of a command.</summary>
public sealed record HostConfiguration
{
    /// <summary>For guests that VirshLite starts: its own directories (<c>/run/virshlite</c>, <c>/var/lib/virshlite</c> …).</summary>
    public required Settings Settings { get; init; }

    /// <summary>The same decisions with libvirt's directories: for command lines that are held against libvirt's.</summary>
    public required Settings LibvirtSettings { get; init; }

    /// <summary>Where the answers of probed QEMU binaries are kept.</summary>
    public required string CacheDirectory { get; init; }
}
