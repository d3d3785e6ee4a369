using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>
/// Transient disks: what the guest writes goes into an overlay that is thrown away with the guest. It is put on top through the monitor before the guest runs;
/// with shareBacking the whole disk is plugged in only then (storage.md 16).
/// </summary>
internal static class TransientDisk
{
    /// <summary>Puts an overlay on top of a disk that is on the command line.</summary>
    public static void AddOverlay(CommandLineBuilder builder, Disk disk, ImageNode top)
    {
        if (builder.Context.Options.ForStart)
        {
            PlugOverlay(builder, disk, top);
        }
    }

    /// <summary>Plugs in a disk whose image other guests use at the same time.</summary>
    public static void AddPlugged(CommandLineBuilder builder, Disk disk, DiskNodes nodes)
    {
        if (!builder.Context.Options.ForStart || nodes.Top is not { } top)
        {
            return;
        }

        top.ReadOnly = true;
        if (top.FdGroup is not null)
        {
            throw DomainException.Unsupported($"transient disk '{disk.TargetDev}' with shareBacking cannot use descriptors handed in", disk.Position);
        }

        Plug(builder, b => StorageArguments.AddChain(b, top));
        nodes.Top = PlugOverlay(builder, disk, top);
        Plug(builder, b => DiskArguments.AddFilters(b, nodes));
        Plug(builder, b =>
        {
            ZpciArguments.Add(b, disk);
            b.AddDevice(DiskDeviceProperties.Of(disk, nodes, b.Context));
        });
        DiskThrottling.Add(builder, disk);
    }

    /// <summary>The firmware looked for boot devices before the disks were there.</summary>
    public static void AddReset(CommandLineBuilder builder)
    {
        if (builder.Context.Options.ForStart && builder.Domain.Disks.Exists(d => builder.Context.Storage.Of(d) is { IsPluggedLater: true, Top: not null }))
        {
            builder.Plan.StepsBeforeRunning.Add(new QmpStep("system_reset") { Purpose = "resetting the guest behind its transient disks" });
        }
    }

    private static ImageNode PlugOverlay(CommandLineBuilder builder, Disk disk, ImageNode top)
    {
        TranslationContext context = builder.Context;
        string path = $"{top.Source.Path}.TRANSIENT-{context.Domain.Name}";
        if (context.Host.KindOf(path) != HostPathKind.Missing)
        {
            throw DomainException.Operation($"Overlay file '{path}' for transient disk '{disk.TargetDev}' already exists", disk.Position);
        }

        byte[] content = Qcow2Overlay.Create(VirtualSize(disk, top, context.Host), top.Source.Path!, StorageFormat.Names[top.Format]);
        builder.Plan.Files.Add(new PlannedFile(path, PlannedFileKind.Content, FileModes.OwnerFile) { Content = content });
        var source = new StorageSource { Position = disk.Position, Type = StorageType.File, Path = path, Format = StorageFormat.Qcow2, IsChainEnd = true };
        string prefix = "libvirt-" + context.Storage.TakeNumber().ToString(CultureInfo.InvariantCulture);
        ImageNode overlay = DiskImages.WithDiskSettings(ImagePreparation.Prepare(source, prefix, readOnly: false, context), disk);
        overlay.IsChainEnd = true;
        Plug(builder, b => StorageArguments.AddImage(b, overlay));
        builder.Plan.StepsBeforeRunning.Add(new QmpStep("blockdev-snapshot",
            new PropertyBag().Add("node", top.EffectiveName).Add("overlay", overlay.EffectiveName))
        {
            Purpose = $"putting the overlay on transient disk {disk.TargetDev}",
        });
        return overlay;
    }

    private static ulong VirtualSize(Disk disk, ImageNode top, IHostFacts host)
    {
        string path = top.Source.Path!;
        if (top.Format == StorageFormat.Raw && top.Source.Slice is { } slice)
        {
            return slice.Size;
        }

        ulong? size = ImageHeaderReader.VirtualSize(host.ReadStart(path, ImageHeaderReader.BytesNeeded), top.Format, host.LengthOf(path));
        return size ?? throw DomainException.Unsupported(
            $"transient disk '{disk.TargetDev}': the size of a {StorageFormat.Names[top.Format]} image cannot be told", disk.Position);
    }

    /// <summary>What would stand on a command line as monitor commands.</summary>
    private static void Plug(CommandLineBuilder builder, Action<CommandLineBuilder> add)
    {
        var scratch = new LaunchPlan { Domain = builder.Domain, Paths = builder.Plan.Paths, Binary = builder.Plan.Binary, Syntax = builder.Plan.Syntax };
        add(new CommandLineBuilder(builder.Context, scratch));
        foreach (PlanArgument argument in scratch.Arguments)
        {
            string command = argument.Option switch
            {
                "-object" => "object-add",
                "-blockdev" => "blockdev-add",
                "-device" => "device_add",
                var option => throw new InvalidOperationException($"{option} has no monitor command"),
            };
            builder.Plan.StepsBeforeRunning.Add(new QmpStep(command, ((BagValue)argument.Value!).Properties) { Purpose = "plugging in a transient disk" });
        }

        builder.Plan.Helpers.AddRange(scratch.Helpers);
        builder.Plan.Requirements.AddRange(scratch.Requirements);
    }
}
