namespace VirshLite.Translator.Context;

/// <summary>
/// How one domain is to be translated: as it stands, for a start on this host, or as virsh would show it. The defaults show an existing definition.
/// </summary>
public sealed record TranslationOptions
{
    /// <summary>The XML is completed as a new definition (libvirt's ABI update) instead of an existing one (completion.md 1.3).</summary>
    public bool AbiUpdate { get; init; }

    /// <summary>
    /// It is a stored definition, of a guest that has been defined before and may have run: it keeps what that guest knows (measured: libvirt 12.8).
    /// </summary>
    public bool IsStored { get; init; }

    /// <summary>The guest's number; -1 for one that is not started.</summary>
    public int GuestId { get; init; } = -1;

    /// <summary>The URI of an incoming migration; null for a cold start.</summary>
    public string? IncomingUri { get; init; }

    /// <summary>The descriptor behind the URI "stdio".</summary>
    public int? IncomingFd { get; init; }

    /// <summary>Descriptors that the caller opened, by the name of &lt;source fdgroup=…&gt;.</summary>
    public IReadOnlyDictionary<string, FdGroup> FdGroups { get; init; } = new Dictionary<string, FdGroup>();

    /// <summary>The plan is meant to be carried out on this host: image headers are read, automatic ports are looked for, devices are checked.</summary>
    public bool ForStart { get; init; }

    /// <summary>
    /// What <c>virsh domxml-to-native</c> prints instead of what a start uses: nothing is opened or run, so files of character devices stand as paths, an
    /// emulated TPM has no program behind it and an automatic vsock id is 0 (measured: libvirt 11.3).
    /// </summary>
    public bool VirshPreview { get; init; }

    /// <summary>
    /// The device is for a guest that runs: what is put out is made into QMP commands, and so always in JSON's form (live-changes.md 2.5, 2.7).
    /// </summary>
    public bool Hotplug { get; init; }

    /// <summary>The XML is of another host: whether this one has its CPU features and NUMA nodes is not asked.</summary>
    public bool NoHostChecks { get; init; }

    /// <summary>
    /// libvirt's rule that only KVM guests get vhost-net holds; false where a plan is compared with libvirt's test data, which grant it always.
    /// </summary>
    public bool VhostNeedsKvm { get; init; } = true;
}

/// <summary>
/// Descriptors that the caller opened for one image (virDomainFDAssociate's counterpart; storage.md 4.1): their numbers here, and whether the guest may write.
/// </summary>
public sealed record FdGroup(IReadOnlyList<int> Fds, bool Writable);
