using VirshLite.Runner.Undo;

namespace VirshLite.Runner.Tests.Guests;

public sealed class CleanupJournalSpecs
{
    [Fact]
    public void Entries_are_undone_last_first_and_survive_any_text()
    {
        using var directory = new TemporaryDirectory();
        string list = directory.Path + "/order, \"quoted\"\n.txt";
        var journal = new CleanupJournal(directory.Path + "/undo");
        journal.Add(CleanupAction.Command("sh", "-c", "echo first >> \"$0\"", list));
        journal.Add(CleanupAction.Command("sh", "-c", "echo second >> \"$0\"", list));

        new CleanupJournal(directory.Path + "/undo").RunAll();

        File.ReadAllText(list).ShouldBe("second\nfirst\n");
        File.Exists(directory.Path + "/undo").ShouldBeFalse();
    }

    [Fact]
    public void Failures_do_not_stop_the_rest()
    {
        using var directory = new TemporaryDirectory();
        string file = directory.File("left", "x");
        Directory.CreateDirectory(directory.Path + "/tree/below");
        var journal = new CleanupJournal(directory.Path + "/undo");
        journal.Add(CleanupAction.File(file));
        journal.Add(CleanupAction.Tree(directory.Path + "/tree"));
        journal.Add(CleanupAction.Tree(directory.Path + "/never-made"));
        journal.Add(CleanupAction.Command("/no/such/program"));
        journal.Add(CleanupAction.Process(new(999999999, 1)));
        journal.Add(CleanupAction.PidFile(directory.Path + "/none.pid", "x"));
        File.AppendAllText(directory.Path + "/undo", "[\"file\",\"cut sh");

        journal.RunAll();

        Directory.GetFileSystemEntries(directory.Path).ShouldBeEmpty();
    }

    [Fact]
    public void A_pid_file_that_names_another_program_by_now_hurts_nobody()
    {
        using var directory = new TemporaryDirectory();
        string path = directory.File("x.pid", Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));

        CleanupAction.PidFile(path, "/usr/bin/passt").Run();

        File.Exists(path).ShouldBeFalse();
    }
}
