using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>Floppy options and disks: images, filters and the device of each (storage.md 2.5 and 8).</summary>
internal static class DiskArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        FloppyArguments.Add(builder);
        foreach (Disk disk in builder.Domain.Disks)
        {
            DiskNodes nodes = builder.Context.Storage.Of(disk);
            if (nodes.IsPluggedLater)
            {
                TransientDisk.AddPlugged(builder, disk, nodes);
            }
            else
            {
                Add(builder, disk, nodes);
            }
        }

        TransientDisk.AddReset(builder);
    }

    /// <summary>One disk: its images, filters and device.</summary>
    public static void Add(CommandLineBuilder builder, Disk disk, DiskNodes nodes)
    {
        if (disk.Bus == DiskBus.Sd)
        {
            SdDriveArguments.Add(builder, disk, nodes);
            return;
        }

        if (disk.Source.Type == StorageType.VhostUser)
        {
            AddVhostUserChardev(builder, disk);
        }
        else if (nodes.Top is { } top)
        {
            StorageArguments.AddChain(builder, top);
            AddFilters(builder, nodes);
        }

        ZpciArguments.Add(builder, disk);
        if (DiskDeviceProperties.UsbBus(disk, builder.Context) is { } bus)
        {
            builder.AddDevice(bus);
        }

        builder.AddDevice(DiskDeviceProperties.Of(disk, nodes, builder.Context));
        if (nodes.Top is { } image)
        {
            DiskThrottling.Add(builder, disk);
            if (disk.Transient)
            {
                TransientDisk.AddOverlay(builder, disk, image);
            }
        }
    }

    /// <summary>The nodes between a disk's top image and its device.</summary>
    public static void AddFilters(CommandLineBuilder builder, DiskNodes nodes)
    {
        string below = nodes.Top!.EffectiveName;
        if (nodes.CopyOnRead is { } copyOnRead)
        {
            builder.AddBlockdev(StorageNodes.CopyOnRead(nodes));
            below = copyOnRead;
        }

        foreach ((string name, string group) in nodes.Filters)
        {
            builder.AddBlockdev(StorageNodes.ThrottleFilter(name, group, below, builder.Context.Rules));
            below = name;
        }
    }

    private static void AddVhostUserChardev(CommandLineBuilder builder, Disk disk)
    {
        StorageSource source = disk.Source;
        var chardev = new ChardevSource { Type = ChardevType.Unix, Mode = ChardevMode.Connect, Path = source.Path };
        if (source.ReconnectEnabled is { } enabled)
        {
            chardev.Reconnect = new ChardevReconnect { Enabled = enabled, TimeoutSeconds = source.ReconnectTimeoutSeconds, IsWide = true };
        }

        ChardevArguments.AddPlain(builder, chardev, "chr-vu-" + disk.Alias, disk.Alias!);
        builder.Plan.Requirements.Add(new(source.Path!, $"vhost-user disk {disk.TargetDev}"));
    }
}
