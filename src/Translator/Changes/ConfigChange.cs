using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Addresses;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Changes;

/// <summary>The same changes made to a stored definition (live-changes.md 2.1, 3.2, 4): each gives a new definition, completed and judged as a whole.</summary>
public static class ConfigChange
{
    /// <exception cref="DomainException">The guest is transient, or the device cannot be put in.</exception>
    public static Domain Attach(RunningGuest guest, Device device)
    {
        Domain config = RunningGuest.Copy(guest.RequiredConfig, live: false);
        string element = DeviceKinds.Of(device).Element;
        AttachRules.CheckPciController(device);
        switch (device)
        {
            case Video or Graphics or Hub or Smartcard or Memballoon or Nvram or Tpm or Panic or Audio or Crypto or Pstore:
                throw DomainException.NotSupported($"persistent attach of device '{element}' is not supported");
            case GuestConsole { TargetType: ConsoleTarget.Serial }:
                throw DomainException.NotSupported("attaching serial console is not supported");
            case MemoryDevice memory:
                AttachRules.CheckMemorySize(config, memory);
                break;
            case Disk disk when config.Disks.Exists(d => d.TargetDev == disk.TargetDev):
                throw DomainException.Operation($"target {disk.TargetDev} already exists");
            case Hostdev hostdev when TryFind(() => HostdevMatch.Find(config, hostdev)):
            case Shmem shmem when config.Shmems.Exists(s => s.Name == shmem.Name):
            case Watchdog watchdog when config.Watchdogs.Exists(w => w.Model == watchdog.Model):
                throw DomainException.Operation("device is already in the domain configuration");
            case Controller { Index: { } index } controller when ControllerList.Find(config.Controllers, controller.Type, index) is not null:
                throw DomainException.Operation($"controller index='{index}' already exists");
            case Filesystem filesystem when config.Filesystems.Exists(f => f.Target == filesystem.Target):
                throw DomainException.Operation("Target already exists");
            case Vsock when config.Vsock is not null:
                throw DomainException.Operation("domain already has a vsock device");
            case Iommu when config.Iommus.Count > 0:
                throw DomainException.Operation("domain already has an iommu device");
            case Lease lease when config.Leases.Exists(l => l.Key == lease.Key && l.Lockspace == lease.Lockspace):
                throw DomainException.Operation($"Lease {lease.Key} in lockspace {lease.Lockspace ?? "(null)"} already exists");
            case Rng { Address: PciAddress { IsEmpty: false } place } when DeviceWalk.Of(config)
                .Exists(d => d.Address is PciAddress p && p.Bus == place.Bus && p.Slot == place.Slot && p.Function == place.Function):
                throw DomainException.Unsupported("a device with the same address already exists ");
            case CharacterDevice character and not Redirdev when TryFind(() => DeviceMatch.Find(config, character, live: false)):
                throw DomainException.Operation("chardev already exists");
        }

        DeviceKinds.Of(device).Add(config, device);
        if (device is MemoryDevice module)
        {
            config.MemoryKiB += module.SizeKiB;
            config.CurrentMemoryKiB += module.SizeKiB;
        }

        return Completed(guest, config);
    }

    /// <exception cref="DomainException">The guest is transient, or has no such device, or it cannot be taken out.</exception>
    public static Domain Detach(RunningGuest guest, Device wanted)
    {
        Domain config = RunningGuest.Copy(guest.RequiredConfig, live: false);
        if (wanted is Video or Graphics or Hub or Smartcard or Memballoon or Nvram or Tpm or Panic or Audio or Crypto or Pstore)
        {
            throw DomainException.NotSupported($"persistent detach of device '{DeviceKinds.Of(wanted).Element}' is not supported");
        }

        return Without(guest, config, DeviceMatch.Find(config, wanted, live: false));
    }

    public static Domain DetachAlias(RunningGuest guest, string alias)
    {
        Domain config = RunningGuest.Copy(guest.RequiredConfig, live: false);
        return Without(guest, config, DeviceMatch.ByAlias(config, alias));
    }

    /// <exception cref="DomainException">The guest is transient, or has no such device.</exception>
    public static Domain Update(RunningGuest guest, Device wanted)
    {
        Domain config = RunningGuest.Copy(guest.RequiredConfig, live: false);
        switch (wanted)
        {
            case Disk disk:
                Disk drive = config.Disks.Find(d => d.TargetDev == disk.TargetDev) ?? throw DomainException.Argument($"target {disk.TargetDev} doesn't exist.");
                disk.Address ??= drive.Address;
                config.Disks[config.Disks.IndexOf(drive)] = disk;
                break;
            case Graphics graphics:
                Graphics screen = config.Graphics.Find(g => g.Type == graphics.Type)
                    ?? throw DomainException.Unsupported($"cannot find existing graphics type '{GraphicsType.Names[graphics.Type]}' device to modify");
                config.Graphics[config.Graphics.IndexOf(screen)] = graphics;
                break;
            case Interface nic:
                Interface card = DeviceMatch.Interface(config, nic);
                nic.Mac ??= card.Mac;
                nic.Model ??= card.Model;
                config.Interfaces[config.Interfaces.IndexOf(card)] = nic;
                break;
            case MemoryDevice memory:
                MemoryDevice present = (MemoryDevice)DeviceMatch.Find(config, memory, live: false);
                memory.Address ??= present.Address;
                config.MemoryDevices[config.MemoryDevices.IndexOf(present)] = memory;
                break;
            default:
                throw DomainException.NotSupported($"persistent update of device '{DeviceKinds.Of(wanted).Element}' is not supported");
        }

        return Completed(guest, config);
    }

    /// <summary>A copy of the definition with a change that leaves nothing open.</summary>
    public static Domain Edit(RunningGuest guest, Action<Domain> change)
    {
        Domain config = RunningGuest.Copy(guest.RequiredConfig, live: false);
        change(config);
        return config;
    }

    private static Domain Without(RunningGuest guest, Domain config, Device device)
    {
        DeviceKinds.Of(device).Remove(config, device);
        if (device is MemoryDevice memory)
        {
            config.MemoryKiB -= memory.SizeKiB;
            config.CurrentMemoryKiB -= memory.SizeKiB;
        }

        return config;
    }

    private static Domain Completed(RunningGuest guest, Domain config)
    {
        Translation.Complete(guest.Context(config, hotplug: false));
        return config;
    }

    private static bool TryFind(Func<Device> find)
    {
        try
        {
            find();
            return true;
        }
        catch (DomainException)
        {
            return false;
        }
    }
}
