using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement;

/// <summary>
/// All that a domain's QEMU opens by path, in the order in which libvirt labels it (confinement.md 3.2). What is opened for it and handed over (taps, vhost
/// devices, the files of fd groups) is not among them.
/// </summary>
internal static class GuestResources
{
    /// <param name="storage">What the preparation of a start found: volumes of pools, layers and data files that only headers name. null: as the XML has
    /// it.</param>
    public static IReadOnlyList<GuestResource> Of(Domain domain, IHostFacts host, StorageState? storage = null) =>
    [
        .. domain.Disks.SelectMany(d => storage?.TopOf(d) is { } top ? OfImages(d, top, host) : OfDisk(d, host)),
        .. OfRenderNodes(domain, host),
        .. domain.Inputs.Where(i => i.SourcePath is not null).Select(i => new GuestResource(ResourceKind.Input, i.SourcePath!)),
        .. domain.Hostdevs.SelectMany(h => OfHostdev(h, host)),
        .. domain.MemoryDevices.SelectMany(OfMemory),
        .. domain.Serials.SelectMany(s => OfChardev(ResourceKind.Serial, s.Source, host)),
        .. domain.Parallels.SelectMany(p => OfChardev(ResourceKind.Parallel, p.Source, host)),
        .. domain.Channels.SelectMany(c => OfChardev(ResourceKind.Channel, c.Source, host)),
        .. OfConsoles(domain, host),
        .. domain.Tpms.SelectMany(OfTpm),
        .. OfLaunchSecurity(domain),
        .. domain.Sysinfos.SelectMany(s => s.FwCfgEntries).Where(e => e.File is not null).Select(e => ReadOnly(ResourceKind.FwCfg, e.File!)),
        .. OfNvram(domain, host),
        .. OfBoot(domain),
    ];

    /// <summary>
    /// What QEMU itself opens in a start or a change of ours: files behind character devices are opened for it, unless they have labels of their own, which are
    /// for paths.
    /// </summary>
    public static IEnumerable<GuestResource> OpenedBy(Domain domain, TranslationContext context)
    {
        HashSet<string> handedOver = [.. domain.Serials.Concat<CharacterDevice>(domain.Parallels).Concat(domain.Channels).Concat(domain.Consoles)
            .Where(c => c.Source is { Type: ChardevType.File, Path: not null, SecLabels: [] }).Select(c => c.Source.Path!)];
        return Of(domain, context.Host, context.Storage)
            .Where(r => !(r.Kind is ResourceKind.Serial or ResourceKind.Parallel or ResourceKind.Channel or ResourceKind.Console
            && handedOver.Contains(r.Path)));
    }

    /// <summary>It comes and goes with a device, not with the guest.</summary>
    public static bool IsOfDevice(ResourceKind kind) =>
        kind is not (ResourceKind.RenderNode or ResourceKind.Sev or ResourceKind.FwCfg or ResourceKind.Nvram or ResourceKind.Kernel or ResourceKind.Initrd
        or ResourceKind.Shim or ResourceKind.DeviceTree or ResourceKind.AcpiTable or ResourceKind.Pstore or ResourceKind.Tpm);

    private static IEnumerable<GuestResource> OfDisk(Disk disk, IHostFacts host) =>
        OfChain(ResourceKind.Disk, disk.Source, disk.ReadOnly || disk.DeviceKind == DiskDevice.Cdrom, disk.Shareable, host);

    private static IEnumerable<GuestResource> OfNvram(Domain domain, IHostFacts host) =>
        domain.Os.Nvram?.Source is { } source ? OfChain(ResourceKind.Nvram, source, isReadOnly: false, isShareable: false, host) : [];

    /// <summary>An image, those below it, and their data files.</summary>
    private static IEnumerable<GuestResource> OfChain(ResourceKind kind, StorageSource top, bool isReadOnly, bool isShareable, IHostFacts host)
    {
        for (StorageSource? layer = top; layer is not null; layer = layer.Backing)
        {
            bool isTop = ReferenceEquals(layer, top);
            GuestResource Make(ResourceKind what, string path) => new(what, path)
            {
                SecLabels = layer.SecLabels,
                InheritedSecLabels = isTop ? [] : top.SecLabels,
                IsReadOnly = isReadOnly,
                IsShareable = isShareable,
                IsBelow = !isTop,
            };
            if (PathOf(layer, host) is { } path)
            {
                yield return Make(layer.Type == StorageType.Nvme ? ResourceKind.NvmeDisk : isTop ? kind : ResourceKind.Backing, path);
            }

            if (layer.DataStore is { } data && PathOf(data, host) is { } dataPath)
            {
                yield return Make(ResourceKind.DataFile, dataPath) with { SecLabels = data.SecLabels.Count > 0 ? data.SecLabels : layer.SecLabels };
            }
        }
    }

    /// <summary>A prepared image, those below it, and their data files.</summary>
    public static IEnumerable<GuestResource> OfImages(Disk disk, ImageNode top, IHostFacts host)
    {
        var stated = new HashSet<StorageSource>(ReferenceEqualityComparer.Instance);
        for (StorageSource? layer = top.Source; layer is not null; layer = layer.Backing)
        {
            stated.Add(layer);
            if (layer.DataStore is { } data)
            {
                stated.Add(data);
            }
        }

        string? above = null;
        for (ImageNode? image = top; image is not null; image = image.Backing)
        {
            bool isTop = ReferenceEquals(image, top);
            GuestResource Make(ResourceKind what, string path, StorageSource source, string? namedBy) => new(what, path)
            {
                SecLabels = source.SecLabels,
                InheritedSecLabels = isTop ? [] : top.Source.SecLabels,
                IsReadOnly = disk.ReadOnly || disk.DeviceKind == DiskDevice.Cdrom,
                IsShareable = disk.Shareable,
                IsBelow = !isTop,
                NamedBy = stated.Contains(source) ? null : namedBy,
            };
            string? path = image.FdGroup is null && image.NbdkitSocket is null ? PathOf(image.Source, host) : null;
            if (path is not null)
            {
                yield return Make(image.Source.Type == StorageType.Nvme ? ResourceKind.NvmeDisk : isTop
                    ? ResourceKind.Disk : ResourceKind.Backing, path, image.Source, above);
            }

            if (image.DataFile?.Source is { } data && PathOf(data, host) is { } dataPath)
            {
                yield return Make(ResourceKind.DataFile, dataPath, data, path) with
                {
                    SecLabels = data.SecLabels.Count > 0
                    ? data.SecLabels : image.Source.SecLabels
                };
            }

            above = path ?? above;
        }
    }

    private static string? PathOf(StorageSource source, IHostFacts host) => source switch
    {
        { Type: StorageType.File or StorageType.Block, FdGroup: null, Path: { Length: > 0 } path } => path,
        { Type: StorageType.Nvme, Nvme: { } nvme } => GroupOf(nvme.Address, host),
        _ => null,
    };

    /// <summary>Only the one node that is named: the host's first is filled in at the start.</summary>
    private static IEnumerable<GuestResource> OfRenderNodes(Domain domain, IHostFacts host) =>
        domain.Graphics.Select(g => RenderNodes.Of(g, host)).OfType<string>()
            .Select(n => new GuestResource(ResourceKind.RenderNode, n) { OnlyInPrivateDev = true });

    private static IEnumerable<GuestResource> OfHostdev(Hostdev hostdev, IHostFacts host)
    {
        switch (hostdev.Source)
        {
            case UsbHostdevSource { IsMissing: false, Bus: > 0 } usb:
                yield return new(ResourceKind.UsbDevice, string.Create(CultureInfo.InvariantCulture, $"/dev/bus/usb/{usb.Bus:D3}/{usb.Device:D3}"));
                break;
            case PciHostdevSource pci when GroupOf(pci.Address, host) is { } group:
                yield return new(ResourceKind.PciDevice, group);
                break;
            case ScsiHostdevSource { Adapter: { } adapter } scsi when host.ScsiGenericName(adapter, scsi.Bus, scsi.Target, scsi.Unit) is { } name:
                yield return new(ResourceKind.ScsiDevice, "/dev/" + name) { IsReadOnly = hostdev.ReadOnly, IsShareable = hostdev.Shareable };
                break;
            case MdevHostdevSource mdev when host.MediatedDeviceGroup(mdev.Uuid) is { } group:
                yield return new(ResourceKind.MediatedDevice, VfioGroup(group));
                break;
        }
    }

    private static string? GroupOf(PciAddress address, IHostFacts host) => host.PciDevice(address)?.IommuGroup is { } group ? VfioGroup(group) : null;

    private static string VfioGroup(uint group) => "/dev/vfio/" + group.ToString(CultureInfo.InvariantCulture);

    private static IEnumerable<GuestResource> OfMemory(MemoryDevice device) => device switch
    {
        { Model: MemoryModel.Nvdimm or MemoryModel.VirtioPmem, Path: { } path } => [new(ResourceKind.Memory, path)],
        { Model: MemoryModel.SgxEpc } =>
        [
            new(ResourceKind.Sgx, "/dev/sgx_vepc") { OnlyInPrivateDev = true },
            new(ResourceKind.Sgx, "/dev/sgx_provision") { OnlyInPrivateDev = true },
        ],
        _ => [],
    };

    /// <summary>The first console only mirrors the first serial port where both are the same thing.</summary>
    private static IEnumerable<GuestResource> OfConsoles(Domain domain, IHostFacts host) =>
        domain.Consoles.Where((c, i) => i > 0 || domain.Serials.Count == 0 || c.TargetType != ConsoleTarget.Serial)
            .SelectMany(c => OfChardev(ResourceKind.Console, c.Source, host));

    private static IEnumerable<GuestResource> OfChardev(ResourceKind kind, ChardevSource source, IHostFacts host)
    {
        if (source.Path is not { Length: > 0 } path)
        {
            return [];
        }

        bool hasTwoPipes = source.Type == ChardevType.Pipe && host.KindOf(path + ".in") != HostPathKind.Missing
            && host.KindOf(path + ".out") != HostPathKind.Missing;
        string[] paths = source.Type switch
        {
            ChardevType.Dev or ChardevType.File or ChardevType.Unix => [path],
            ChardevType.Pipe => hasTwoPipes ? [path + ".in", path + ".out"] : [path],
            _ => [],
        };
        bool listens = source is { Type: ChardevType.Unix, Mode: ChardevMode.Bind };
        return paths.Select(p => new GuestResource(kind, p) { SecLabels = source.SecLabels, OnlyWhereThere = listens });
    }

    private static IEnumerable<GuestResource> OfTpm(Tpm tpm) =>
        tpm is { Backend: TpmBackend.Passthrough, DevicePath: { } path } ? [new(ResourceKind.Tpm, path)] : [];

    private static IEnumerable<GuestResource> OfLaunchSecurity(Domain domain) =>
        domain.LaunchSecurity is { Type: LaunchSecurityType.Sev or LaunchSecurityType.SevSnp }
            ? [new(ResourceKind.Sev, "/dev/sev") { OnlyInPrivateDev = true }] : [];

    private static IEnumerable<GuestResource> OfBoot(Domain domain)
    {
        Os os = domain.Os;
        (ResourceKind Kind, string? Path)[] files =
            [(ResourceKind.Kernel, os.Kernel), (ResourceKind.Initrd, os.Initrd), (ResourceKind.Shim, os.Shim), (ResourceKind.DeviceTree, os.Dtb)];
        foreach ((ResourceKind kind, string? path) in files)
        {
            if (path is not null)
            {
                yield return ReadOnly(kind, path);
            }
        }

        foreach (AcpiTable table in os.AcpiTables)
        {
            yield return ReadOnly(ResourceKind.AcpiTable, table.Path);
        }

        if (domain.Pstore?.Path is { } pstore)
        {
            yield return new(ResourceKind.Pstore, pstore);
        }
    }

    private static GuestResource ReadOnly(ResourceKind kind, string path) => new(kind, path) { IsReadOnly = true };
}
