using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Disks;

/// <summary>&lt;iotune&gt; of a disk: set through the monitor before the guest runs (storage.md 9).</summary>
internal static class DiskThrottling
{
    public static void Add(CommandLineBuilder builder, Disk disk) => builder.Plan.StepsBeforeRunning.AddRange(Steps(disk));

    /// <summary>What the monitor is told; nothing for a disk without limits.</summary>
    public static IEnumerable<QmpStep> Steps(Disk disk) =>
        disk.IoTune is { } tune ? [new QmpStep("block_set_io_throttle", Arguments(disk, tune)) { Purpose = $"limiting disk {disk.TargetDev}" }] : [];

    /// <summary>All limits in the order in which libvirt tells them; those that are 0 too, but for lengths.</summary>
    public static PropertyBag Arguments(Disk disk, DiskIoTune tune)
    {
        ThrottleLimits l = tune.Limits;
        return new PropertyBag()
            .Add("id", DiskDeviceProperties.QomName(disk))
            .Add("bps", l.TotalBytesSec)
            .Add("bps_rd", l.ReadBytesSec)
            .Add("bps_wr", l.WriteBytesSec)
            .Add("iops", l.TotalIopsSec)
            .Add("iops_rd", l.ReadIopsSec)
            .Add("iops_wr", l.WriteIopsSec)
            .Add("bps_max", l.TotalBytesSecMax)
            .Add("bps_rd_max", l.ReadBytesSecMax)
            .Add("bps_wr_max", l.WriteBytesSecMax)
            .Add("iops_max", l.TotalIopsSecMax)
            .Add("iops_rd_max", l.ReadIopsSecMax)
            .Add("iops_wr_max", l.WriteIopsSecMax)
            .Add("iops_size", l.SizeIopsSec)
            .Add("group", tune.GroupName)
            .AddPositive("bps_max_length", l.TotalBytesSecMaxLength)
            .AddPositive("bps_rd_max_length", l.ReadBytesSecMaxLength)
            .AddPositive("bps_wr_max_length", l.WriteBytesSecMaxLength)
            .AddPositive("iops_max_length", l.TotalIopsSecMaxLength)
            .AddPositive("iops_rd_max_length", l.ReadIopsSecMaxLength)
            .AddPositive("iops_wr_max_length", l.WriteIopsSecMaxLength);
    }
}
