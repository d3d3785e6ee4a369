using VirshLite.DomainParser.Model;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Questions;

/// <summary><c>domblklist</c>: a guest's disks and where they are (live-changes.md 12).</summary>
public static class DiskTable
{
    /// <param name="domain">The running or the stored domain.</param>
    /// <param name="details">With kind of source and device.</param>
    public static TextTable Of(Domain domain, bool details)
    {
        var table = details ? new TextTable("Type", "Device", "Target", "Source") : new TextTable("Target", "Source");
        foreach (Disk disk in domain.Disks)
        {
            string source = SourceOf(disk.Source) is { Length: > 0 } where ? where : "-";
            if (details)
            {
                table.Add(StorageType.Names[disk.Source.Type], DiskDevice.Names[disk.DeviceKind], disk.TargetDev, source);
            }
            else
            {
                table.Add(disk.TargetDev, source);
            }
        }

        return table;
    }

    /// <summary>The first that names the source: file, device, directory, name in a store, volume; null where it is empty.</summary>
    public static string? SourceOf(StorageSource source) => source switch
    {
        { Type: StorageType.Volume, PoolVolume: { } volume } => volume.Volume,
        { Type: StorageType.Nvme, Nvme: { } nvme } => $"nvme://{nvme.Address}/{nvme.Namespace}",
        { NetworkVolume: { } volume } => string.Join('/', ((string?[])[volume, source.RbdNamespace, source.Path]).Where(p => p is not null)),
        _ => source.Path,
    };
}
