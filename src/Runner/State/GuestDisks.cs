using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>A running guest's live definition and its disks as QEMU has them at this moment.</summary>
internal sealed record GuestDisks(Domain Domain, IReadOnlyList<LiveDisk> Disks, BlockNodes Nodes)
{
    public static GuestDisks Of(GuestOperations guests, GuestRecord record, QmpClient monitor)
    {
        Domain domain = DomainReader.Read(File.ReadAllText(guests.Store.DomainXmlOf(record.Name)),
            new ReadingOptions { FileName = "live XML", IgnoreUnknown = true });
        BlockNodes nodes = NodesOf(monitor);
        return new GuestDisks(domain, LiveDisks.Parse(domain, monitor.Execute("query-blockstats"), nodes), nodes);
    }

    public static BlockNodes NodesOf(QmpClient monitor) => BlockNodes.Parse(monitor.Execute("query-named-block-nodes", """{"flat":true}"""));

    public LiveDisk Find(string path) => LiveDisks.Find(Disks, path);
}
