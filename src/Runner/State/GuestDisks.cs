using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>A running guest's live definition and its disks as QEMU has them at this moment.</summary>
internal sealed record GuestDisks(Domain Domain, IReadOnlyList<LiveDisk> Disks, BlockNodes Nodes)
{
    public static GuestDisks Of(GuestOperations guests, GuestRecord record, QmpClient monitor)
    {
        Domain domain = LiveXml.Read(guests.Store, record);
        BlockNodes nodes = NodesOf(monitor);
        return new GuestDisks(domain, LiveDisks.Parse(domain, monitor.Execute("query-blockstats"), nodes), nodes);
    }

    public static BlockNodes NodesOf(QmpClient monitor) => BlockNodes.Parse(monitor.Execute("query-named-block-nodes", """{"flat":true}"""));

    public LiveDisk Find(string path) => LiveDisks.Find(Disks, path);

    /// <summary>The format of a disk's top image, by QEMU's word or, where QEMU has the file alone, the XML's; null: there is no image.</summary>
    public StorageFormat? FormatOf(Disk disk) =>
        Disks.FirstOrDefault(l => l.Disk == disk) is not { } found ? disk.Source.IsEmpty ? null : disk.Source.Format ?? StorageFormat.Raw
        : StorageFormat.Names.TryParse(found.Top.Driver, out StorageFormat format) ? format
        : disk.Source.Format ?? StorageFormat.Raw;

    /// <summary>Numbers for the nodes of new images: none that this run of the guest has had (guest-state.md 3.3). The first one of them.</summary>
    public uint TakeNumbers(GuestStore store, string guest, int count)
    {
        using FileLock one = FileLock.Take(LiveXml.LockOf(store, guest));
        uint last = Math.Max(LiveXml.LastNodeNumber(store, guest), LiveDisks.NextNumber(Nodes) - 1);
        LiveXml.KeepNodeNumber(store, guest, last + (uint)count);
        return last + 1;
    }
}
