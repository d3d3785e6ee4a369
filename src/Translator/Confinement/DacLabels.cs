using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement;

/// <summary>
/// The driver of owners and groups (dac): who a guest's QEMU is, and which files are its own for the time of the run (confinement.md 3). Only owner and group
/// of files change, never their modes.
/// </summary>
public static class DacLabels
{
    public const string Model = "dac";

    /// <summary>QEMU's user and group: the domain's own label, else the host's.</summary>
    /// <exception cref="DomainException">The label is no USER:GROUP, or this host does not know them.</exception>
    public static FileOwner Process(Domain domain, FileOwner usual, IHostFacts host) =>
        Of(domain) is { Type: not SecLabelType.None, Label: { } label } seclabel ? FileOwner.Parse(label, host, seclabel.Position) : usual;

    /// <summary>The domain's word about owners; null where it says nothing.</summary>
    public static SecLabel? Of(Domain domain) => domain.SecLabels.Find(l => l.Model == Model);

    /// <summary>The files that change hands, in order; none where the domain or the host's settings say that owners stay.</summary>
    /// <exception cref="DomainException">A label is no USER:GROUP.</exception>
    public static IReadOnlyList<OwnershipChange> Files(Domain domain, IHostFacts host, DacOptions options)
    {
        SecLabel? own = Of(domain);
        FileOwner image = own?.ImageLabel is { } label ? FileOwner.Parse(label, host, own.Position) : Process(domain, options.Owner, host);
        DacOptions ofDomain = options with { Owner = image, DynamicOwnership = options.DynamicOwnership && MayChange(domain) };
        return [.. GuestResources.Of(domain, host).Where(r => !IsHeldByUs(r, domain, ofDomain)).Select(r => Change(r, host, ofDomain))
            .OfType<OwnershipChange>()];
    }

    /// <summary>Whether the domain lets owners of its files change.</summary>
    public static bool MayChange(Domain domain) => Of(domain) is not { Relabel: false };

    /// <summary>What becomes of one file; null where it stays whose it is.</summary>
    /// <param name="resource">The file.</param>
    /// <param name="host">Whose accounts labels name.</param>
    /// <param name="options">With the owner of the guest's files, and whether they change at all.</param>
    /// <exception cref="DomainException">A label is no USER:GROUP.</exception>
    public static OwnershipChange? Change(GuestResource resource, IHostFacts host, DacOptions options)
    {
        DeviceSecLabel? said = resource.LabelOf(Model, options.IsMainDriver);
        if (!options.DynamicOwnership || said?.Relabel == false || (resource.OnlyInPrivateDev && !options.HasPrivateDev))
        {
            return null;
        }

        FileOwner owner = said?.Label is { } given ? FileOwner.Parse(given, host) : options.Owner;
        return new(resource, owner, options.Remembers && IsRemembered(resource), GiveBackOf(resource));
    }

    /// <summary>A file that whoever keeps the guest's logs opens and hands over.</summary>
    private static bool IsHeldByUs(GuestResource resource, Domain domain, DacOptions options) =>
        options.FilesOfChardevsArePassed && resource.LabelOf(Model, options.IsMainDriver) is null
        && domain.Serials.Concat<CharacterDevice>(domain.Parallels).Concat(domain.Channels).Concat(domain.Consoles)
            .Any(c => c.Source.Type == ChardevType.File && c.Source.Path == resource.Path);

    private static bool IsRemembered(GuestResource resource) => resource.Kind switch
    {
        ResourceKind.Backing or ResourceKind.NvmeDisk or ResourceKind.PciDevice or ResourceKind.MediatedDevice or ResourceKind.Tpm => false,
        ResourceKind.Disk or ResourceKind.Nvram or ResourceKind.DataFile => !resource.IsReadOnly && !resource.IsShareable,
        _ => true,
    };

    private static GiveBack GiveBackOf(GuestResource resource) => resource.Kind switch
    {
        ResourceKind.Backing or ResourceKind.RenderNode or ResourceKind.Sgx or ResourceKind.Sev => GiveBack.Never,
        ResourceKind.Disk or ResourceKind.Nvram or ResourceKind.DataFile when resource.IsReadOnly || resource.IsShareable || resource.IsBelow => GiveBack.Never,
        ResourceKind.NvmeDisk or ResourceKind.PciDevice or ResourceKind.MediatedDevice or ResourceKind.Tpm => GiveBack.Root,
        _ => resource.OnlyWhereThere ? GiveBack.Never : GiveBack.Former,
    };
}

/// <summary>What the host's settings say about owners (qemu.conf, confinement.md 2).</summary>
public sealed record DacOptions
{
    /// <summary>QEMU's user and group, where the domain does not say otherwise.</summary>
    public required FileOwner Owner { get; init; }

    /// <summary>dynamic_ownership.</summary>
    public bool DynamicOwnership { get; init; } = true;

    /// <summary>remember_owner.</summary>
    public bool Remembers { get; init; } = true;

    /// <summary>There is no other driver before this one.</summary>
    public bool IsMainDriver { get; init; } = true;

    /// <summary>QEMU has device nodes of its own (confinement.md 6).</summary>
    public bool HasPrivateDev { get; init; }

    /// <summary>Files behind character devices are opened for QEMU and handed over.</summary>
    public bool FilesOfChardevsArePassed { get; init; }
}
