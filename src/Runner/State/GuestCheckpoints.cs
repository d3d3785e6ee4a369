using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Checkpoints of guests: points in time from which on QEMU notes what changes (guest-state.md 5.1).</summary>
public sealed class GuestCheckpoints
{
    private const string SizeBitmap = "libvirt-tmp-size-xml";

    private readonly StateHost host;
    private readonly KnownGuest guest;
    private readonly MetadataDirectory<DomainCheckpoint> files;

    /// <exception cref="GuestNotFoundException">There is no such guest.</exception>
    public GuestCheckpoints(StateHost host, string guest)
    {
        this.host = host;
        this.guest = host.Known.Get(guest);
        files = new(host.Known.KeptOf(this.guest).Checkpoints, "checkpoint", xml => CheckpointReader.Read(xml, redefine: true, new() { IgnoreUnknown = true }));
    }

    public IReadOnlyList<DomainCheckpoint> All() => files.All();

    public MomentTree Tree() => new(All().Select(c => new Moment(c.Name!, c.Parent, c.CreationTime ?? 0)));

    /// <exception cref="GuestException">There is none of that name.</exception>
    public DomainCheckpoint Get(string name) =>
        All().FirstOrDefault(c => c.Name == name) ?? throw new GuestException($"Domain checkpoint not found: no domain checkpoint with matching name '{name}'");

    /// <summary>Begins one now; gives back its name.</summary>
    /// <param name="checkpoint">What was asked for.</param>
    /// <param name="quiesce">The guest's agent writes everything out first.</param>
    public string Create(DomainCheckpoint checkpoint, bool quiesce)
    {
        GuestRecord record = Active("cannot create checkpoint for inactive domain", "Operation not supported: ");
        using QmpClient monitor = host.Guests.Connect(record);
        GuestDisks live = GuestDisks.Of(host.Guests, record, monitor);
        Prepare(checkpoint, live);
        var actions = new TransactionActions();
        foreach (CheckpointDisk disk in checkpoint.Disks.Where(d => d.Type == CheckpointType.Bitmap))
        {
            actions.AddBitmap(live.Find(disk.Name).Top.Node, disk.Bitmap!, persistent: true, disabled: false);
        }

        AgentFreeze.Around(host.Guests, record.Name, quiesce,
            () => StateJob.Run(host.Guests, record, monitor, [new QmpStep("transaction", actions.Arguments)]));
        Store(checkpoint);
        return checkpoint.Name!;
    }

    /// <summary>Takes one up again whose bitmaps are in the images already.</summary>
    public string Redefine(DomainCheckpoint checkpoint, bool validate)
    {
        if (validate)
        {
            GuestRecord record = Active("cannot validate checkpoint of inactive domain");
            using QmpClient monitor = host.Guests.Connect(record);
            GuestDisks live = GuestDisks.Of(host.Guests, record, monitor);
            foreach (CheckpointDisk disk in checkpoint.Disks.Where(d => d.Type == CheckpointType.Bitmap))
            {
                if (!live.Find(disk.Name).Bitmaps(live.Nodes).IsValid(disk.Bitmap ?? checkpoint.Name!))
                {
                    throw new GuestException($"checkpoint inconsistent: missing or broken bitmap '{disk.Bitmap}' for disk '{disk.Name}'");
                }
            }
        }

        Store(checkpoint);
        return checkpoint.Name!;
    }

    /// <summary>Completes a checkpoint that is to begin now, in a transaction of its own or with a backup.</summary>
    internal void Prepare(DomainCheckpoint checkpoint, GuestDisks live)
    {
        checkpoint.CreationTime = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        checkpoint.Name ??= checkpoint.CreationTime.Value.ToString(CultureInfo.InvariantCulture);
        checkpoint.Parent = Tree().OnlyLeaf?.Name;
        CheckpointAlignment.Align(checkpoint, live.Domain.Disks, live.FormatOf);
        if (files.Has(checkpoint.Name))
        {
            throw new GuestException($"operation failed: domain moment {checkpoint.Name} already exists");
        }

        checkpoint.Domain = LiveDefinition.Kept(DomainWriter.Write(live.Domain), host.Guests.Store.Settings.Privileged);
    }

    internal void Store(DomainCheckpoint checkpoint) => files.Write(checkpoint.Name!, CheckpointWriter.Write(checkpoint));

    /// <summary>Ends one; those made on it are made on its parent from now on.</summary>
    /// <param name="name">The checkpoint.</param>
    /// <param name="children">All below it as well.</param>
    /// <param name="childrenOnly">Only those below it.</param>
    /// <param name="metadataOnly">The bitmaps stay.</param>
    public void Delete(string name, bool children, bool childrenOnly, bool metadataOnly)
    {
        DomainCheckpoint checkpoint = Get(name);
        MomentTree tree = Tree();
        List<string> below = children || childrenOnly ? [.. tree.DescendantsOf(name).Reverse().Select(m => m.Name)] : [];
        foreach (string one in childrenOnly ? below : [.. below, checkpoint.Name!])
        {
            DeleteOne(Get(one), metadataOnly);
        }
    }

    /// <summary>A checkpoint with the bytes that have changed since, a disk.</summary>
    public DomainCheckpoint WithSizes(string name)
    {
        DomainCheckpoint checkpoint = Get(name);
        GuestRecord record = Active("domain is not running");
        using QmpClient monitor = host.Guests.Connect(record);
        GuestDisks live = GuestDisks.Of(host.Guests, record, monitor);
        var actions = new TransactionActions();
        var places = new Dictionary<CheckpointDisk, string>();
        foreach (CheckpointDisk disk in checkpoint.Disks.Where(d => d.Type == CheckpointType.Bitmap))
        {
            LiveDisk found = live.Find(disk.Name);
            found.Bitmaps(live.Nodes).MergeForBackup(actions, disk.Bitmap!, found.Top.Node, SizeBitmap, disk.Name);
            places.Add(disk, found.Top.Node);
        }

        if (!actions.IsEmpty)
        {
            var remove = new TransactionActions();
            places.Values.Distinct().ToList().ForEach(node => remove.RemoveBitmap(node, SizeBitmap));
            StateJob.Run(host.Guests, record, monitor, [new QmpStep("transaction", actions.Arguments)]);
            BlockNodes nodes = GuestDisks.NodesOf(monitor);
            StateJob.Run(host.Guests, record, monitor, [new QmpStep("transaction", remove.Arguments)]);
            foreach ((CheckpointDisk disk, string node) in places)
            {
                disk.Size = nodes[node]?.Bitmap(SizeBitmap)?.DirtyBytes;
            }
        }

        return checkpoint;
    }

    private void DeleteOne(DomainCheckpoint checkpoint, bool metadataOnly)
    {
        if (!metadataOnly)
        {
            RemoveBitmaps(checkpoint);
        }

        foreach (DomainCheckpoint child in All().Where(c => c.Parent == checkpoint.Name))
        {
            child.Parent = checkpoint.Parent;
            Store(child);
        }

        files.Remove(checkpoint.Name!);
    }

    private void RemoveBitmaps(DomainCheckpoint checkpoint)
    {
        GuestRecord record = Active("cannot delete checkpoint for inactive domain", "Operation not supported: ");
        using QmpClient monitor = host.Guests.Connect(record);
        GuestDisks live = GuestDisks.Of(host.Guests, record, monitor);
        var actions = new TransactionActions();
        var reopened = new List<(LiveDisk Disk, BitmapRemoval Removal)>();
        foreach (CheckpointDisk disk in checkpoint.Disks.Where(d => d.Type == CheckpointType.Bitmap))
        {
            LiveDisk found = live.Find(disk.Name);
            BitmapRemoval removal = found.Bitmaps(live.Nodes).Remove(disk.Bitmap!, disk.Name);
            reopened.Add((found, removal));
            foreach (PropertyBag action in removal.Actions.All)
            {
                actions.Add(((TextProperty)action["type"]!).Text, ((ObjectProperty)action["data"]!).Properties);
            }
        }

        if (actions.IsEmpty)
        {
            return;
        }

        Translator.Context.TranslationContext context = host.ContextOf(live.Domain);
        IEnumerable<PlanStep> steps = [new QmpStep("transaction", actions.Arguments)];
        foreach ((LiveDisk disk, BitmapRemoval removal) in reopened)
        {
            // the file must be QEMU's to write to for that moment
            steps = [.. DiskAccess.Steps(disk.Images.Where(i => removal.Reopened.Contains(i.Node)).Select(i => i.File)),
                .. ImageReopening.Around(disk, removal.Reopened, steps, context)];
        }

        StateJob.Run(host.Guests, record, monitor, steps);
    }

    private GuestRecord Active(string otherwise, string kind = "Requested operation is not valid: ") =>
        guest.Active ?? throw new GuestException(kind + otherwise);
}
