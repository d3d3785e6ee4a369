using VirshLite.Runner.Takeover;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Tests.Takeover;

/// <summary>What undoes a take-over, on file.</summary>
public sealed class TakeoverJournalSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void The_last_step_is_undone_first()
    {
        TakeoverJournal journal = Journal();
        journal.Note(new StartDaemon(["/usr/sbin/libvirtd", "-d"]));
        journal.Note(new LetGuestGo("a b\"c"));
        journal.Note(new LetNetworkGo("default"));

        journal.Exists.ShouldBeTrue();
        journal.IsDone.ShouldBeFalse();
        journal.NoteDone();
        journal.IsDone.ShouldBeTrue();
        IReadOnlyList<PlanStep> steps = Journal().Since(0);
        steps.Count.ShouldBe(3);
        steps[0].ShouldBe(new LetNetworkGo("default"));
        steps[1].ShouldBe(new LetGuestGo("a b\"c"));
        steps[2].ShouldBeOfType<StartDaemon>().CommandLine.ShouldBe(["/usr/sbin/libvirtd", "-d"]);
    }

    [Fact]
    public void A_run_that_goes_on_notes_nothing_twice_and_is_not_through()
    {
        TakeoverJournal journal = Journal();
        journal.Note(new LetGuestGo("a"));
        journal.NoteDone();

        journal.Note(new LetGuestGo("a"));
        journal.IsDone.ShouldBeTrue("nothing new was begun");
        journal.Note(new LetGuestGo("b"));

        journal.IsDone.ShouldBeFalse();
        journal.Count.ShouldBe(2);
    }

    [Fact]
    public void What_was_undone_is_forgotten()
    {
        TakeoverJournal journal = Journal();
        journal.Note(new LetGuestGo("a"));
        journal.Note(new RemoveFile("/mark"));

        journal.CutTo(1);
        journal.Since(0).ShouldBe([new LetGuestGo("a")]);
        journal.CutTo(0);
        journal.Exists.ShouldBeFalse();
    }

    private TakeoverJournal Journal() => new(directory.Path + "/lib/takeover");
}
