using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>
/// The file rules that a domain's elements ask for, in libvirt's order (confinement.md 4.3). A domain may be completed or as it was written: what the XML
/// leaves open gets no rule.
/// Paths are followed to what they stand for as far as they exist.
/// </summary>
internal sealed class GuestRules
{
    private const string ReadWrite = "rw";
    private const string ReadWriteLock = "rwk";
    private const string ReadLock = "rk";
    private const string NssDatabase = "/etc/pki/nssdb";
    private const string SharedMemory = "/dev/shm/";
    private static readonly string[] PciFiles = ["vendor", "resource", "device", "config"];

    private readonly Domain domain;
    private readonly IHostFacts host;
    private readonly AppArmorPaths paths;
    private readonly List<AppArmorRule> rules = [];

    private GuestRules(Domain domain, IHostFacts host, AppArmorPaths paths)
    {
        this.domain = domain;
        this.host = host;
        this.paths = paths;
    }

    /// <exception cref="DomainException">The domain wants a place of the host that no guest gets, or a path that no profile can name.</exception>
    public static IReadOnlyList<AppArmorRule> Of(Domain domain, IHostFacts host, AppArmorPaths paths)
    {
        var collected = new GuestRules(domain, host, paths);
        collected.AddAll();
        return collected.rules;
    }

    private void AddAll()
    {
        domain.Disks.ForEach(d => AddChain(d.Source, d.ReadOnly || d.DeviceKind == DiskDevice.Cdrom));
        domain.Serials.ForEach(s => AddChardev(s.Source, hasTwoPipes: true));
        AddConsoles();
        domain.Parallels.ForEach(p => AddChardev(p.Source, hasTwoPipes: true));
        domain.Channels.ForEach(c => AddChardev(c.Source, hasTwoPipes: true));
        AddBoot(domain.Os);
        Add(domain.Pstore?.Path, ReadWrite);
        AddFirmware(domain.Os);
        domain.Graphics.ForEach(AddGraphics);
        AddDisplay();
        domain.Hostdevs.ForEach(AddHostdev);
        domain.Filesystems.ForEach(AddFilesystem);
        domain.Inputs.ForEach(i => Add(i.SourcePath, ReadWrite));
        domain.Interfaces.ForEach(AddVhostUser);
        domain.MemoryDevices.ForEach(AddMemory);
        foreach (FwCfgEntry entry in domain.Sysinfos.SelectMany(s => s.FwCfgEntries))
        {
            AddReadOnly(entry.File, "r");
        }

        domain.Shmems.ForEach(AddSharedMemory);
        domain.Tpms.ForEach(AddTpm);
        domain.Smartcards.ForEach(AddSmartcard);
        AddKernelDevices();
        if (domain.Graphics.Exists(RenderNodes.NeedsOne))
        {
            rules.AddRange(RenderingRules.All);
        }
    }

    private void AddChain(StorageSource top, bool isReadOnly)
    {
        for (StorageSource? layer = top; layer is not null; layer = layer.Backing)
        {
            AddImage(layer, isReadOnly || !ReferenceEquals(layer, top));
            if (layer.DataStore is { } data)
            {
                AddImage(data, isReadOnly || !ReferenceEquals(layer, top));
            }
        }
    }

    private void AddImage(StorageSource image, bool isReadOnly)
    {
        if (image is { IsLocal: true, Path: { Length: > 0 } path } && (image.FdGroup is null || paths.NamesPassedFiles))
        {
            AddLocked(path, isReadOnly);
        }
    }

    private void AddLocked(string path, bool isReadOnly)
    {
        if (isReadOnly)
        {
            AddReadOnly(path, ReadLock);
        }
        else
        {
            Add(path, ReadWriteLock);
        }
    }

    private void AddChardev(ChardevSource source, bool hasTwoPipes)
    {
        switch (source.Type)
        {
            case ChardevType.Pipe when hasTwoPipes && source.Path is { } pipe:
                Add(pipe + ".in", ReadWrite);
                Add(pipe + ".out", ReadWrite);
                break;
            case ChardevType.Dev or ChardevType.File or ChardevType.Unix or ChardevType.Pipe:
                Add(source.Path, ReadWrite);
                break;
        }
    }

    /// <summary>A first console that is to be the first serial port and says something else of it has no source of its own.</summary>
    private void AddConsoles()
    {
        for (int i = 0; i < domain.Consoles.Count; i++)
        {
            GuestConsole console = domain.Consoles[i];
            bool isReplaced = i == 0 && console.TargetType == ConsoleTarget.Serial && domain.Serials is [{ Source: var serial }, ..]
                && !serial.SameAs(console.Source);
            if (!isReplaced)
            {
                AddChardev(console.Source, hasTwoPipes: false);
            }
        }
    }

    private void AddBoot(Os os)
    {
        AddReadOnly(os.Kernel, "r");
        AddReadOnly(os.Initrd, "r");
        AddReadOnly(os.Shim, "r");
        AddReadOnly(os.Dtb, "r");
        os.AcpiTables.ForEach(t => AddReadOnly(t.Path, "r"));
    }

    private void AddFirmware(Os os)
    {
        if (os.Loader is { Path: { } path } loader)
        {
            AddLocked(path, loader.Readonly == true);
        }

        if (os.Nvram?.Source is { } variables)
        {
            AddChain(variables, isReadOnly: false);
        }
    }

    private void AddGraphics(Graphics graphics)
    {
        Add(RenderNodes.Of(graphics, host), ReadWrite);
        if (graphics.Listens.FirstOrDefault() is { Type: GraphicsListenType.Socket, Socket: { } socket })
        {
            Add(socket, ReadWrite);
        }
    }

    /// <summary>A window on somebody's display is of use with that display's key only.</summary>
    private void AddDisplay()
    {
        if (domain.Graphics is [SdlGraphics sdl])
        {
            AddReadOnly(sdl.Xauth ?? throw DomainException.Unsupported("an SDL display without xauth cannot be confined by AppArmor", sdl.Position), "r");
        }
    }

    private void AddHostdev(Hostdev hostdev)
    {
        if (hostdev.Source is UsbHostdevSource { IsMissing: false, Bus: > 0 } usb && host.UsbDevices.Any(d => d.Bus == usb.Bus && d.Device == usb.Device))
        {
            Add(string.Create(CultureInfo.InvariantCulture, $"/dev/bus/usb/{usb.Bus:D3}/{usb.Device:D3}"), ReadWrite);
        }
        else if (hostdev.Source is PciHostdevSource pci && host.PciDevice(pci.Address) is not null)
        {
            foreach (string file in PciFiles)
            {
                // a place of ours, not of the XML's
                rules.Add(AppArmorRule.File(paths.Resolve($"/sys/bus/pci/devices/{ProtocolProperties.HostAddress(pci.Address)}/{file}"), ReadWrite));
            }
        }
    }

    /// <summary>Directories that QEMU serves itself; virtiofsd is another process.</summary>
    private void AddFilesystem(Filesystem filesystem)
    {
        if (filesystem is not { Type: FilesystemType.Mount, Driver: null or FilesystemDriver.Default or FilesystemDriver.Path, Source: { Length: > 0 } source })
        {
            return;
        }

        string directory = Resolved(source, filesystem.ReadOnly);
        rules.Add(AppArmorRule.Below(directory, "/**", filesystem.ReadOnly ? "r" : "rwl"));
        rules.Add(AppArmorRule.Below(directory, "/", "r"));
    }

    private void AddVhostUser(Interface nic)
    {
        if (nic.ActualType == InterfaceType.VhostUser && nic.Backend.Type != InterfaceBackendType.Passt)
        {
            Add(nic.Source.Path, ReadWrite);
        }
        else if (nic.ActualType == InterfaceType.VhostUser && !paths.SocketsOfPasstAreKnown)
        {
            throw DomainException.Unsupported("a passt socket that is not made yet cannot stand in an AppArmor profile", nic.Position);
        }
    }

    private void AddMemory(MemoryDevice device)
    {
        if (device.Model is MemoryModel.Nvdimm or MemoryModel.VirtioPmem)
        {
            Add(device.Path, ReadWrite);
        }
        else if (device.Model == MemoryModel.SgxEpc)
        {
            Add("/dev/sgx_vepc", ReadWrite);
            AddReadOnly("/dev/sgx_provision", "r");
        }
    }

    private void AddSharedMemory(Shmem shmem)
    {
        string path = (shmem.ServerPath, shmem.Model) switch
        {
            ({ } server, _) => server,
            (null, ShmemModel.IvshmemDoorbell) => $"/var/lib/libvirt/shmem-{shmem.Name}-sock",
            _ => SharedMemory + shmem.Name,
        };
        Add(path, ReadWrite);
    }

    private void AddTpm(Tpm tpm)
    {
        if (tpm is not { Backend: TpmBackend.Emulator } || domain.Uuid is not { } uuid)
        {
            return;
        }

        rules.Add(AppArmorRule.File(paths.TpmSocket, ReadWrite));
        if (paths.TpmState?.Invoke(tpm, uuid) is not { } state)
        {
            return;
        }

        rules.Add(AppArmorRule.Below(state, "/", "r"));
        rules.Add(AppArmorRule.Below(state, "/**", ReadWriteLock));
        rules.Add(AppArmorRule.File(paths.TpmLog, "w"));
        rules.Add(AppArmorRule.File(paths.TpmPidFile, ReadWrite));
    }

    private void AddSmartcard(Smartcard card)
    {
        if (card.Mode != SmartcardMode.Passthrough)
        {
            rules.Add(AppArmorRule.Below(card.Database ?? NssDatabase, "/{,*}", ReadLock));
        }
    }

    /// <summary>Nodes that serve all devices of a kind.</summary>
    private void AddKernelDevices()
    {
        bool usesVhost = domain.Type == DomainType.Kvm && domain.Interfaces.Exists(i => i.Model is null or "virtio" && i.Driver?.Name != "qemu");
        if (usesVhost)
        {
            rules.Add(AppArmorRule.File("/dev/vhost-net", ReadWrite));
        }

        bool usesVfio = domain.Hostdevs.Exists(h => h.Source is PciHostdevSource or MdevHostdevSource)
            || domain.Interfaces.Exists(i => i.ActualType == InterfaceType.Hostdev);
        if (usesVfio)
        {
            rules.Add(AppArmorRule.File("/dev/vfio/vfio", ReadWrite));
            rules.AddRange(paths.VfioGroups ?? [AppArmorRule.Expression("/dev/vfio/[0-9]*", ReadWrite)]);
        }
    }

    private void Add(string? path, string access)
    {
        if (path is { Length: > 0 })
        {
            rules.Add(AppArmorRule.File(Resolved(path, isReadOnly: !access.Contains('w', StringComparison.Ordinal)), access));
        }
    }

    /// <summary>Attempts to write are refused without a line in the log.</summary>
    private void AddReadOnly(string? path, string access)
    {
        if (path is { Length: > 0 })
        {
            var rule = AppArmorRule.File(Resolved(path, isReadOnly: true), access);
            rules.Add(rule);
            rules.Add(rule.Denied("w"));
        }
    }

    private string Resolved(string path, bool isReadOnly)
    {
        string real = paths.Resolve(path);
        real = real.Length > 1 ? real.TrimEnd('/') : real;
        return RestrictedPaths.Allows(real, isReadOnly)
            ? real
            : throw DomainException.Unsupported($"the guest may not have '{real}': it belongs to the host itself (AppArmor)");
    }
}
