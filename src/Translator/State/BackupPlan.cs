using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>A backup of a running guest as steps (guest-state.md 5.3): everything that is to hold for one moment happens in one transaction.</summary>
public sealed class BackupPlan
{
    private readonly List<PlanStep> steps = [];
    private readonly List<PlanStep> exports = [];
    private readonly TransactionActions actions = new();
    private readonly List<BlockJob> jobs = [];

    /// <param name="backup">Aligned with the guest; gets the numbers of its images.</param>
    /// <param name="checkpoint">One that begins at the same moment, aligned; null: none.</param>
    /// <param name="disks">The guest's.</param>
    /// <param name="nodes">All its nodes.</param>
    /// <param name="context">Of the guest.</param>
    /// <param name="reuse">The files are there, with their formats in them.</param>
    /// <param name="firstNumber">Of the new images' nodes; the others follow.</param>
    /// <exception cref="DomainException">That cannot be backed up.</exception>
    public BackupPlan(DomainBackup backup, DomainCheckpoint? checkpoint, IReadOnlyList<LiveDisk> disks, BlockNodes nodes, TranslationContext context,
        bool reuse, uint firstNumber)
    {
        foreach (CheckpointDisk disk in checkpoint?.Disks.Where(d => d.Type == CheckpointType.Bitmap) ?? [])
        {
            actions.AddBitmap(LiveDisks.Find(disks, disk.Name).Top.Node, disk.Bitmap!, persistent: true, disabled: false);
        }

        uint number = firstNumber;
        foreach (BackupDisk disk in backup.Disks.Where(d => d.IsBackedUp == true))
        {
            disk.Index = number++;
            Add(backup, disk, LiveDisks.Find(disks, disk.Name), nodes, context, reuse);
        }

        if (backup.Server is { } server)
        {
            Serve(server, context.Settings);
        }

        steps.Add(new QmpStep("transaction", actions.Arguments)
        {
            Undo = [.. jobs.SelectMany(j => (PlanStep[])[BlockJobPlan.Cancel(j, force: true) with { IgnoreErrors = true }, BlockJobPlan.Dismiss(j)])],
            UndoAt = UndoTime.Failure,
        });
        steps.AddRange(exports);
    }

    public IReadOnlyList<PlanStep> Steps => steps;

    public IReadOnlyList<BlockJob> Jobs => jobs;

    /// <summary>The name of the bitmap that holds what a disk's backup is about.</summary>
    public static string BitmapOf(BackupDisk disk) => disk.ExportBitmap ?? "backup-" + disk.Name;

    /// <summary>Ends the part of a pull backup that serves it; its jobs are ended one by one.</summary>
    public static IReadOnlyList<PlanStep> StopServing(DomainBackup backup) => backup.Server is null ? [] :
    [
        new QmpStep("nbd-server-stop") { IgnoreErrors = true },
        .. backup.TlsAlias is { } tls ? (PlanStep[])[new QmpStep("object-del", new PropertyBag().Add("id", tls)) { IgnoreErrors = true }] : [],
    ];

    private void Add(DomainBackup backup, BackupDisk disk, LiveDisk live, BlockNodes nodes, TranslationContext context, bool reuse)
    {
        bool pull = backup.Mode == BackupMode.Pull;
        bool incremental = disk.Kind == BackupKind.Incremental;
        StorageFormat format = disk.Store.Format ?? StorageFormat.Qcow2;
        bool standsOnDisk = pull || (incremental && format == StorageFormat.Qcow2);
        var image = new NewImage(disk.Store, format, disk.Index, null, context)
        {
            Capacity = nodes[live.Top.Node]?.Capacity ?? 0,
            ClusterSize = nodes[live.Top.Node]?.ClusterSize ?? 0,
            RecordedBacking = standsOnDisk ? live.Top : null,
            Backing = standsOnDisk ? live.Top : null,
            Exists = reuse,
        };
        disk.Store.Format = format;
        steps.AddRange(image.Steps());
        string bitmap = BitmapOf(disk);
        if (incremental)
        {
            live.Bitmaps(nodes).MergeForBackup(actions, disk.Incremental!, pull ? image.Live.Node : live.Top.Node, bitmap, disk.Name);
        }

        var job = new BlockJob
        {
            Id = $"backup-{disk.Name}-{live.Top.Node}",
            Kind = BlockJobKind.Backup,
            Disk = disk.Name,
            Images = live.Images,
            Base = live.Images.Count,
            Mirror = image.Live,
            DeletesFiles = pull && !reuse,
            DeletesFailed = !pull && !reuse,
            Bitmap = incremental && !pull ? bitmap : null,
        };
        jobs.Add(job);
        actions.Add("blockdev-backup", new PropertyBag()
            .Add("device", live.Device).Add("job-id", job.Id).Add("target", image.Live.Node)
            .Add("sync", pull ? "none" : incremental ? "incremental" : "full").Add("bitmap", incremental && !pull ? bitmap : null)
            .Add("auto-finalize", true).Add("auto-dismiss", false));
        if (pull)
        {
            PropertyBag export = new PropertyBag()
                .Add("type", "nbd").Add("id", "libvirt-nbd-" + image.Live.Node).Add("node-name", image.Live.Node).Add("writable", false)
                    .Add("name", disk.ExportName ?? disk.Name);
            exports.Add(new QmpStep("block-export-add", incremental ? export.AddArray("bitmaps", [new TextProperty(bitmap)]) : export));
            disk.ExportName ??= disk.Name;
            disk.ExportBitmap = incremental ? bitmap : null;
        }
    }

    private void Serve(BackupServer server, Settings settings)
    {
        string? tls = null;
        if (server.Tls == true)
        {
            tls = "objlibvirt_backup_tls0";
            PlanStep remove = new QmpStep("object-del", new PropertyBag().Add("id", tls)) { IgnoreErrors = true };
            steps.Add(new QmpStep("object-add", new PropertyBag()
                .Add("qom-type", "tls-creds-x509").Add("id", tls).Add("dir", settings.BackupTlsCertDirectory)
                .Add("endpoint", "server").Add("verify-peer", settings.BackupTlsVerify))
            {
                Undo = [remove],
                UndoAt = UndoTime.Failure,
            });
        }

        PropertyBag data = server.Transport switch
        {
            BackupTransport.Unix => new PropertyBag().Add("path", server.Socket),
            BackupTransport.Tcp => new PropertyBag().Add("host", server.Name).Add("port", server.Port.ToString(CultureInfo.InvariantCulture)),
            _ => throw DomainException.Unsupported("backup server over descriptors that a caller hands in: virshlite is handed none"),
        };
        PropertyBag address = new PropertyBag().Add("type", server.Transport == BackupTransport.Unix ? "unix" : "inet").Add("data", data);
        steps.Add(new QmpStep("nbd-server-start", new PropertyBag().Add("addr", address).Add("tls-creds", tls))
        {
            Undo = [new QmpStep("nbd-server-stop") { IgnoreErrors = true }],
            UndoAt = UndoTime.Failure,
        });
    }
}
