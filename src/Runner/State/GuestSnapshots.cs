using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>A guest's snapshots: what is known of them, and how new ones are made (guest-state.md 3).</summary>
public sealed class GuestSnapshots
{
    private readonly MetadataDirectory<DomainSnapshot> files;

    /// <exception cref="GuestNotFoundException">There is no such guest.</exception>
    public GuestSnapshots(StateHost host, string guest)
    {
        Host = host;
        Guest = host.Known.Get(guest);
        files = new(host.Known.KeptOf(Guest).Snapshots, "snapshot", xml => SnapshotReader.Read(xml, redefine: true, new() { IgnoreUnknown = true }));
    }

    public string GuestName => Guest.Name;

    internal StateHost Host { get; }

    internal KnownGuest Guest { get; }

    public IReadOnlyList<DomainSnapshot> All() => files.All();

    public MomentTree Tree() => new(All().Select(s => new Moment(s.Name!, s.Parent, s.CreationTime ?? 0)));

    public DomainSnapshot? Current() => All().FirstOrDefault(s => s.IsCurrent);

    /// <exception cref="GuestException">There is none.</exception>
    public DomainSnapshot CurrentOrThrow() => Current() ?? throw new GuestException("Domain snapshot not found: the domain does not have a current snapshot");

    /// <exception cref="GuestException">There is none of that name.</exception>
    public DomainSnapshot Get(string name) =>
        All().FirstOrDefault(s => s.Name == name) ?? throw new GuestException($"Domain snapshot not found: no domain snapshot with matching name '{name}'");

    /// <summary>Makes one now; gives back its name.</summary>
    /// <exception cref="DomainException">It cannot be made; the guest is as it was.</exception>
    public string Create(DomainSnapshot snapshot, SnapshotOptions options)
    {
        snapshot.CreationTime = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        snapshot.Name ??= snapshot.CreationTime.Value.ToString(CultureInfo.InvariantCulture);
        if (!options.NoMetadata)
        {
            files.CheckName(snapshot.Name);
        }

        if (options.Halt && Guest.Definition is null)
        {
            throw new GuestException("Requested operation is not valid: cannot halt after transient domain snapshot");
        }

        if (options is { Quiesce: true, DiskOnly: false })
        {
            throw new GuestException("Flag 'VIR_DOMAIN_SNAPSHOT_CREATE_DISK_ONLY' is required by flag 'VIR_DOMAIN_SNAPSHOT_CREATE_QUIESCE'");
        }

        snapshot.Parent = Current()?.Name;
        var creating = new SnapshotCreating(this, snapshot, options);
        if (Guest.Active is { } record)
        {
            creating.CreateLive(record);
        }
        else
        {
            creating.CreateOffline();
        }

        if (!options.NoMetadata)
        {
            Store(snapshot, makeCurrent: true);
        }

        if (options.Halt && Guest.Active is not null)
        {
            Host.Guests.Destroy(Guest.Name, reason: "from snapshot");
        }

        return snapshot.Name;
    }

    /// <summary>Takes one up again whose images are there already.</summary>
    public string Redefine(DomainSnapshot snapshot, bool makeCurrent)
    {
        Store(snapshot, makeCurrent || snapshot.IsCurrent);
        return snapshot.Name!;
    }

    public void MakeCurrent(string name) => Store(Get(name), makeCurrent: true);

    /// <summary>The metadata has a new name already: the old goes, and those made on it are made on the new one.</summary>
    public void Rename(string former, string name)
    {
        foreach (DomainSnapshot child in All().Where(s => s.Parent == former))
        {
            child.Parent = name;
            Store(child, makeCurrent: false);
        }

        Remove(former);
    }

    /// <summary>Writes its metadata; at most one snapshot is the current one.</summary>
    internal void Store(DomainSnapshot snapshot, bool makeCurrent)
    {
        if (makeCurrent)
        {
            foreach (DomainSnapshot other in All().Where(s => s.IsCurrent && s.Name != snapshot.Name))
            {
                other.IsCurrent = false;
                files.Write(other.Name!, SnapshotWriter.Write(other, forFile: true));
            }

            snapshot.IsCurrent = true;
        }

        files.Write(snapshot.Name!, SnapshotWriter.Write(snapshot, forFile: true));
    }

    internal void Remove(string name) => files.Remove(name);

    internal bool Has(string name) => files.Has(name);

    /// <summary>The guest's persistent definition, completed; null for a transient one.</summary>
    internal Domain? Defined()
    {
        if (Guest.Definition is not { } definition)
        {
            return null;
        }

        Domain domain = DomainReader.Read(File.ReadAllText(definition.Path), new ReadingOptions { FileName = definition.Path, IgnoreUnknown = true });
        Translation.Complete(Host.ContextOf(domain));
        return domain;
    }
}
