using VirshLite.DomainParser;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Translator.Tests.State;

/// <summary>Dumps as plans (guest-state.md 2).</summary>
public class DumpPlanSpecs
{
    private static readonly HashSet<string> Formats = ["elf", "kdump-zlib", "win-dmp"];

    [Fact]
    public void A_core_file_is_written_while_the_guest_stands_still() => Text(new DumpRequest("/d") { MemoryOnly = true, IsRunning = true }).ShouldBe(
    [
        "stop",
        "write 0 bytes to /d at 0",
        "open dump",
        "getfd {\"fdname\":\"dump\"} (with dump)",
        "dump-guest-memory {\"paging\":false,\"protocol\":\"fd:dump\",\"detach\":true}",
        "wait for the end of the dump",
        "close dump",
        "cont",
    ]);

    [Fact]
    public void A_live_dump_does_not_stop_the_guest_but_lets_it_go_on_where_QEMU_did()
    {
        IReadOnlyList<string> steps = Text(new DumpRequest("/d") { MemoryOnly = true, Format = DumpFormat.KdumpZlib, Live = true, IsRunning = true });

        steps[0].ShouldBe("query-status");
        steps.ShouldContain("dump-guest-memory {\"paging\":false,\"protocol\":\"fd:dump\",\"detach\":true,\"format\":\"kdump-zlib\"}");
        steps[^1].ShouldBe("cont");
    }

    [Fact]
    public void A_paused_guest_stays_paused()
    {
        IReadOnlyList<string> steps = Text(new DumpRequest("/d") { MemoryOnly = true });

        steps.ShouldNotContain("stop");
        steps.ShouldNotContain("cont");
    }

    [Fact]
    public void Without_memory_only_it_is_a_stream_as_of_a_migration()
    {
        IReadOnlyList<string> steps = Text(new DumpRequest("/d") { IsRunning = true, Reset = true });

        steps.ShouldContain("migrate {\"resume\":false,\"uri\":\"fd:migrate\"}");
        steps[^2].ShouldBe("system_reset");
        steps[^1].ShouldBe("cont");
    }

    [Fact]
    public void A_guest_that_ends_afterwards_is_not_let_go_on() =>
        Text(new DumpRequest("/d") { MemoryOnly = true, IsRunning = true, Crash = true })[^1].ShouldBe("close dump");

    [Fact]
    public void A_failure_leaves_no_file_and_lets_the_guest_go_on()
    {
        var request = new DumpRequest("/d") { MemoryOnly = true, IsRunning = true };

        IReadOnlyList<PlanStep> steps = DumpPlan.Steps(request, Formats, new HashSet<string>(), new PropertyBag());

        steps[0].Undo.ShouldHaveSingleItem().ShouldBeOfType<QmpStep>().Command.ShouldBe("cont");
        steps[1].Undo.ShouldHaveSingleItem().ShouldBe(new RemoveFile("/d"));
    }

    [Fact]
    public void A_form_that_this_QEMU_does_not_write_is_refused() =>
        Should.Throw<DomainException>(() => Text(new DumpRequest("/d") { MemoryOnly = true, Format = DumpFormat.KdumpLzo }))
            .Message.ShouldBe("unsupported dumpformat 'kdump-lzo' for this QEMU binary");

    [Fact]
    public void Wishes_that_exclude_each_other_are_refused_by_libvirt_s_names() =>
        Should.Throw<DomainException>(() => new DumpRequest("/d") { Live = true, Reset = true }.Check())
            .Message.ShouldBe("Flags 'VIR_DUMP_LIVE' and 'VIR_DUMP_RESET' are mutually exclusive");

    private static IReadOnlyList<string> Text(DumpRequest request) =>
        [.. DumpPlan.Steps(request, Formats, new HashSet<string>(), new PropertyBag()).Select(s => StepText.Of(s, NoDescriptors.Instance))];
}
