using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>A disk whose content moves with its guest.</summary>
/// <param name="Target">Its target, vda.</param>
/// <param name="Device">The node that the guest's device uses.</param>
/// <param name="Export">Its name on the other side's NBD server.</param>
public sealed record MigratedDisk(string Target, string Device, string Export)
{
    /// <summary>Blocks of zeroes become holes there.</summary>
    public bool DetectsZeroes { get; init; }

    public string Job => "migrate-" + Target;

    public string Node => $"migration-{Target}-storage";
}

/// <summary>How a running guest is moved.</summary>
/// <param name="Memory">Where the target's QEMU takes its memory in.</param>
/// <param name="Storage">Where it takes its disks in.</param>
public sealed record MigrationRequest(MigrationAddress Memory, MigrationAddress Storage)
{
    /// <summary>null: what is sent is not encrypted by QEMU.</summary>
    public MigrationTls? Tls { get; init; }

    public IReadOnlyList<MigratedDisk> Disks { get; init; } = [];

    /// <summary>Only what the top images hold is copied: the other side has those below.</summary>
    public bool OnlyTopImages { get; init; }

    /// <summary>The guest's writes go to both sides before they count as done.</summary>
    public bool SynchronousWrites { get; init; }

    /// <summary>How memory is sent.</summary>
    public MigrationTuning Tuning { get; init; } = new();

    /// <summary>Dirty bitmaps that go with the disks; empty: none do.</summary>
    public IReadOnlyList<MigratedBitmaps> Bitmaps { get; init; } = [];

    /// <summary>The guest runs now.</summary>
    public bool IsRunning { get; init; }

    /// <summary>It goes on while its memory moves.</summary>
    public bool Live { get; init; }
}

/// <summary>
/// The source's part of a live migration (guest-state.md 6.4). The mirrors of the disks end while the guest stands still between its last page and its last
/// device, so that both sides' disks are the same then. Each step can be taken back, and then the guest goes on here.
/// </summary>
public static class MigrationPlan
{
    private const string PreSwitchover = "pre-switchover";

    /// <summary>libvirt's name of the job.</summary>
    public const string Job = "migration out";

    /// <summary>Up to the moment where the guest stands still and its disks are the same on both sides.</summary>
    /// <param name="supported">Migration capabilities that the guest's QEMU has.</param>
    /// <param name="former">Its migration parameters as they are.</param>
    public static IReadOnlyList<PlanStep> Steps(MigrationRequest request, IReadOnlySet<string> supported, PropertyBag former)
    {
        MigrationTuning tuning = request.Tuning;
        List<string> on = [.. tuning.SourceCapabilities];
        if (request.Bitmaps.Count > 0)
        {
            on.Add(MigratedBitmaps.Capability);
        }

        MigrationTuning.CheckSupported(on, supported);
        var steps = new List<PlanStep>
        {
            // a command that changes nothing carries the way back where the guest goes on for now
            new QmpStep(request is { IsRunning: true, Live: false } ? "stop" : "query-status")
            {
                Undo = request.IsRunning ? [new QmpStep("cont") { IgnoreErrors = true }] : [],
                UndoAt = UndoTime.Failure,
            },
        };
        steps.Add(new QmpStep("migrate-set-capabilities", MigrationCapabilities.Arguments(supported, on))
        {
            Undo = Reset(supported, former),
            UndoAt = UndoTime.Failure,
        });
        if (request.Tls is { } tls)
        {
            // what an attempt that was killed may have left
            steps.Add(MigrationTls.Unload);
            steps.Add(tls.Load("client"));
        }

        PropertyBag parameters = tuning.SourceParameters(request.Tls);
        steps.Add(new QmpStep("migrate-set-parameters", request.Bitmaps.Count > 0 ? MigratedBitmaps.AddTo(parameters, request.Bitmaps) : parameters));
        foreach (MigratedDisk disk in request.Disks)
        {
            steps.AddRange(Mirror(disk, request));
        }

        steps.AddRange(request.Disks.Select(d => new WaitForJob(d.Job, "ready") { Purpose = $"copying disk {d.Target}" }));
        steps.Add(new QmpStep("migrate", new PropertyBag().Add("resume", false).Add("uri", request.Memory.Uri))
        {
            Undo = [new QmpStep("migrate_cancel") { IgnoreErrors = true }],
            UndoAt = UndoTime.Failure,
        });
        steps.Add(new WaitForMigration(Job) { Until = PreSwitchover });
        foreach (MigratedDisk disk in request.Disks)
        {
            // not forced: the mirror ends whole
            steps.Add(new QmpStep("block-job-cancel", new PropertyBag().Add("device", disk.Job)));
            steps.Add(new WaitForJob(disk.Job));
            steps.AddRange(Forgotten(disk));
        }

        return steps;
    }

    /// <summary>The last of it: devices, and with post-copy the memory that has not moved yet.</summary>
    public static IReadOnlyList<PlanStep> Switch() =>
        [new QmpStep("migrate-continue", new PropertyBag().Add("state", PreSwitchover)), new WaitForMigration(Job)];

    /// <summary>The guest stays here after all, although its state has moved: the other side has said that it will not run it.</summary>
    public static IReadOnlyList<PlanStep> StayHere(bool wasRunning, IReadOnlySet<string> supported, PropertyBag former) =>
        [.. Reset(supported, former), MigrationTls.Unload, .. wasRunning ? [new QmpStep("cont")] : Array.Empty<PlanStep>()];

    private static IReadOnlyList<PlanStep> Reset(IReadOnlySet<string> supported, PropertyBag former) =>
    [
        new QmpStep("migrate-set-capabilities", MigrationCapabilities.Arguments(supported)) { IgnoreErrors = true },
        new QmpStep("migrate-set-parameters", former) { IgnoreErrors = true },
    ];

    private static IEnumerable<PlanStep> Mirror(MigratedDisk disk, MigrationRequest request)
    {
        // what an attempt that was killed may have left
        foreach (PlanStep step in Forgotten(disk))
        {
            yield return step;
        }

        yield return new QmpStep("blockdev-add", new PropertyBag()
            .Add("driver", "nbd")
            .Add("server", new ObjectProperty(request.Storage.NbdServer))
            .Add("export", disk.Export)
            .Add("tls-creds", request.Tls is null ? null : MigrationTls.Id).Add("tls-hostname", request.Tls?.PeerName)
            .Add("node-name", disk.Node).Add("read-only", false).Add("detect-zeroes", disk.DetectsZeroes ? "on" : null))
        {
            Undo = [new QmpStep("blockdev-del", new PropertyBag().Add("node-name", disk.Node)) { IgnoreErrors = true }],
            UndoAt = UndoTime.Failure,
        };
        yield return new QmpStep("blockdev-mirror", new PropertyBag()
            .Add("job-id", disk.Job).Add("device", disk.Device).Add("target", disk.Node)
            .AddPositive("speed", request.Tuning.Bandwidth == SavePlan.UnlimitedBandwidth ? 0UL : (ulong)request.Tuning.Bandwidth)
            .Add("sync", request.OnlyTopImages ? "top" : "full")
            .Add("copy-mode", request.SynchronousWrites ? "write-blocking" : null)
            .Add("auto-finalize", true).Add("auto-dismiss", false))
        {
            Undo =
            [
                new QmpStep("block-job-cancel", new PropertyBag().Add("device", disk.Job).Add("force", true)) { IgnoreErrors = true },
                new WaitForJob(disk.Job) { IgnoreErrors = true },
                new QmpStep("job-dismiss", new PropertyBag().Add("id", disk.Job)) { IgnoreErrors = true },
            ],
            UndoAt = UndoTime.Failure,
        };
    }

    private static IEnumerable<PlanStep> Forgotten(MigratedDisk disk) =>
    [
        new QmpStep("job-dismiss", new PropertyBag().Add("id", disk.Job)) { IgnoreErrors = true },
        new QmpStep("blockdev-del", new PropertyBag().Add("node-name", disk.Node)) { IgnoreErrors = true },
    ];
}
