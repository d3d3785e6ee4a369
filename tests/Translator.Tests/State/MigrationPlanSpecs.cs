using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Translator.Tests.State;

/// <summary>The source's side of a migration (guest-state.md 6.3, 6.4).</summary>
public class MigrationPlanSpecs
{
    private static readonly HashSet<string> Qemu =
    [
        "xbzrle", "auto-converge", "postcopy-ram", "pause-before-switchover", "late-block-activate", "multifd", "dirty-bitmaps", "return-path",
        "zero-copy-send",
    ];

    [Fact]
    public void Disks_are_mirrored_before_memory_and_end_while_the_guest_stands_still()
    {
        MigrationRequest request = Request(MigrationAddress.OfSocket("/run/m"), MigrationAddress.OfSocket("/run/d")) with
        {
            Disks = [new MigratedDisk("vda", "libvirt-1-format", "vda")],
        };

        Commands(request).ShouldBe(
        [
            "query-status", "migrate-set-capabilities", "migrate-set-parameters", "job-dismiss", "blockdev-del", "blockdev-add", "blockdev-mirror",
            "wait for job migrate-vda: ready", "migrate", "wait for migration: pre-switchover", "block-job-cancel", "wait for job migrate-vda: concluded",
            "job-dismiss", "blockdev-del",
        ]);
        Argument(request, "migrate").ShouldBe("""{"resume":false,"uri":"unix:/run/m"}""");
        Argument(request, "blockdev-add").ShouldBe(
            """{"driver":"nbd","server":{"type":"unix","path":"/run/d"},"export":"vda","node-name":"migration-vda-storage","read-only":false}""");
    }

    [Fact]
    public void Ports_of_the_other_host_are_named_as_QEMU_reads_them()
    {
        MigrationAddress.OfPort("node2", 49152).Uri.ShouldBe("tcp:node2:49152");
        MigrationAddress.OfPort("fd00::2", 49152).Uri.ShouldBe("tcp:[fd00::2]:49152");
        PropertyWriter.ToJson(MigrationAddress.OfPort("fd00::2", 49153).NbdServer, NoDescriptors.Instance)
            .ShouldBe("""{"type":"inet","host":"fd00::2","port":"49153"}""");
    }

    [Fact]
    public void Certificates_are_there_before_anything_names_them_and_go_where_it_fails()
    {
        MigrationRequest request = Request(MigrationAddress.OfPort("node2", 49152), MigrationAddress.OfPort("node2", 49153)) with
        {
            Tls = new MigrationTls("/etc/pki/qemu", VerifiesPeer: true) { PeerName = "node2" },
            Disks = [new MigratedDisk("vda", "libvirt-1-format", "vda") { DetectsZeroes = true }],
        };

        Argument(request, "object-add").ShouldBe(
            """{"qom-type":"tls-creds-x509","id":"objlibvirt_migrate_tls0","dir":"/etc/pki/qemu","endpoint":"client","verify-peer":true}""");
        string[] commands = Commands(request);
        Array.IndexOf(commands, "object-add").ShouldBeLessThan(Array.IndexOf(commands, "migrate-set-parameters"));
        Argument(request, "migrate-set-parameters").ShouldStartWith("""{"tls-creds":"objlibvirt_migrate_tls0","tls-hostname":"node2",""");
        Argument(request, "blockdev-add").ShouldBe("""{"driver":"nbd","server":{"type":"inet","host":"node2","port":"49153"},"export":"vd"""
            + """a","tls-creds":"objlibvirt_migrate_tls0","tls-hostname":"node2","node-name":"migration-vda-storage","read-only":false,"detect-zeroes":"on"}""");
        Step(request, "object-add").Undo.OfType<QmpStep>().Select(s => s.Command).ShouldBe(["object-del"]);
    }

    [Fact]
    public void A_guest_that_was_paused_is_not_resumed_where_it_fails()
    {
        MigrationRequest paused = Request(MigrationAddress.OfSocket("/m"), MigrationAddress.OfSocket("/d")) with { IsRunning = false };
        Step(paused, "query-status").Undo.ShouldBeEmpty();
        MigrationPlan.StayHere(wasRunning: false, Qemu, new PropertyBag()).OfType<QmpStep>().ShouldNotContain(s => s.Command == "cont");
        Step(paused with { IsRunning = true }, "query-status").Undo.OfType<QmpStep>().ShouldContain(s => s.Command == "cont");
    }

    [Theory]
    [InlineData("xbzrle", true, "Compression method 'xbzrle' isn't supported with parallel migration")]
    [InlineData("zlib", false, "Compression method 'zlib' is only supported with parallel migration")]
    [InlineData("lz4", true, "Unsupported compression method 'lz4'")]
    public void Ways_of_packing_that_do_not_go_together_are_refused(string method, bool parallel, string words) =>
        Should.Throw<DomainParser.DomainException>(() => new MigrationTuning { Compressed = true, CompressionMethods = [method], Parallel = parallel }.Check())
            .Message.ShouldContain(words);

    [Fact]
    public void Zero_copy_needs_several_connections()
    {
        Should.Throw<DomainParser.DomainException>(() => new MigrationTuning { ZeroCopy = true }.Check()).Message
            .ShouldContain("zero-copy is only available for parallel migration");
        new MigrationTuning { ZeroCopy = true, Parallel = true }.SourceCapabilities.ShouldContain("zero-copy-send");
        new MigrationTuning { ZeroCopy = true, Parallel = true }.TargetCapabilities.ShouldNotContain("zero-copy-send");
    }

    private static MigrationRequest Request(MigrationAddress memory, MigrationAddress storage) => new(memory, storage) { IsRunning = true, Live = true };

    private static IReadOnlyList<PlanStep> Steps(MigrationRequest request) => MigrationPlan.Steps(request, Qemu, new PropertyBag());

    private static QmpStep Step(MigrationRequest request, string command) => Steps(request).OfType<QmpStep>().Last(s => s.Command == command);

    private static string Argument(MigrationRequest request, string command) =>
        PropertyWriter.ToJson(Step(request, command).Arguments!, NoDescriptors.Instance);

    private static string[] Commands(MigrationRequest request) => [.. Steps(request).Select(s => s switch
    {
        QmpStep qmp => qmp.Command,
        WaitForJob job => $"wait for job {job.Id}: {job.Status}",
        WaitForMigration wait => $"wait for migration: {wait.Until}",
        _ => s.GetType().Name,
    })];
}
