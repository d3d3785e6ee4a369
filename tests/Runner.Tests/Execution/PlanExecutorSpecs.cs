using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Tests.Launching;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tests.Execution;

public class PlanExecutorSpecs
{
    [Fact]
    public void A_plan_that_fails_leaves_nothing_of_what_it_did()
    {
        using var directory = new TemporaryDirectory();
        string made = directory.Path + "/made";
        var journal = new CleanupJournal(directory.Path + "/undo");
        journal.Add(CleanupAction.File(directory.File("older", "stays")));
        using var executor = new PlanExecutor(new PlanSubject(new Settings(), journal));

        var error = Should.Throw<GuestException>(() => executor.RunOrUndo(
        [
            new MakeDirectory(new PlannedDirectory(made, FileModes.OwnerDirectory)),
            new MakeFile(new PlannedFile(made + "/file", PlannedFileKind.Content, FileModes.OwnerFile) { Content = "x"u8.ToArray() }),
            new RunCommand("sh", ["-c", $"echo on >> {directory.Path}/order"]) { Undo = [new RunCommand("sh", ["-c", $"echo off >> {directory.Path}/order"])],
                UndoAt = UndoTime.Failure },
            new RunCommand("sh", ["-c", "echo no luck >&2; exit 1"]) { Purpose = "Unable to try" },
        ]));

        error.Message.ShouldBe("Unable to try: sh: no luck");
        Directory.Exists(made).ShouldBeFalse();
        File.ReadAllText(directory.Path + "/order").ShouldBe("on\noff\n");
        File.ReadAllText(directory.Path + "/older").ShouldBe("stays");
        journal.Read().Count.ShouldBe(1);
    }

    [Fact]
    public void What_was_made_for_a_device_is_taken_back_alone()
    {
        using var directory = new TemporaryDirectory();
        var journal = new CleanupJournal(directory.Path + "/undo");
        using var executor = new PlanExecutor(new PlanSubject(new Settings(), journal));
        PlannedFile File(string name) => new($"{directory.Path}/{name}", PlannedFileKind.Content, FileModes.OwnerFile);
        executor.Run([new MakeFile(File("guests")), new MakeFile(File("net1")) { Owner = "net1" }, new MakeFile(File("net2")) { Owner = "net2" }]);

        executor.Run([new TakeBack("net1")]);

        Directory.GetFiles(directory.Path).Select(Path.GetFileName).ShouldBe(["guests", "net2", "undo"], ignoreOrder: true);
        journal.Read().Count.ShouldBe(2);
    }

    [Fact]
    public void Steps_that_may_fail_stop_nothing_and_output_is_kept()
    {
        using var directory = new TemporaryDirectory();
        using var executor = new PlanExecutor(new PlanSubject(new Settings(), new CleanupJournal(directory.Path + "/undo")));

        executor.Run(
        [
            new RunCommand("/no/such/program", []) { IgnoreErrors = true },
            new WriteKernelFile("/no/such/file", "1") { IgnoreErrors = true },
            new RunCommand("cat", []) { Input = "read", KeepAs = "said" },
        ]);

        executor.Output["said"].ShouldBe("read");
    }

    [SkippableFact]
    public void QEMU_is_told_asked_and_given_descriptors_through_the_supervisor()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start();
        string log = test.Root + "/handed";
        using (QmpClient client = QmpClient.Connect(record.SupervisorSocket))
        using (var executor = new PlanExecutor(new PlanSubject(test.Settings, test.Store.JournalOf("g"))))
        {
            client.Handshake(TimeSpan.FromSeconds(30));
            executor.Connect(client);
            executor.Run(
            [
                new OpenResource(new OutputFile("handed", log, Append: false)),
                new QmpStep("add-fd", new PropertyBag().Add("fdset-id", 7).Add("opaque", "handed")) { Descriptor = "handed", KeepAs = "fd" },
                new QmpStep("stop"),
                new WaitForEvent([new EventPattern("STOP")], TimeSpan.FromSeconds(30)),
                new QmpStep("query-status") { Expected = new PropertyBag().Add("running", (bool?)false) },
                new QmpStep("object-del", new PropertyBag().Add("id", "nobody")) { AcceptedErrors = ["not found"] },
            ]);

            executor.Monitor!.Kept["fd"].GetProperty("fdset-id").GetInt32().ShouldBe(7);
            Should.Throw<GuestException>(() => executor.Run(
                [new QmpStep("query-status") { Expected = new PropertyBag().Add("running", (bool?)true), Purpose = "looking" }])).Message
                .ShouldStartWith("internal error: looking: QEMU answered {");
            Should.Throw<GuestException>(() => executor.Run(
                [new WaitForEvent([new EventPattern("SHUTDOWN")], TimeSpan.FromMilliseconds(50)) { Purpose = "waiting" }])).Message
                .ShouldBe("operation failed: waiting: no SHUTDOWN within 0 seconds");
        }

        test.Operations.Execute("g", "query-fdsets").GetRawText().ShouldContain("\"opaque\":\"handed\"");
    }
}
