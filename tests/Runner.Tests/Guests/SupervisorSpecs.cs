using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Tests.Launching;

namespace VirshLite.Runner.Tests.Guests;

public sealed class SupervisorSpecs
{
    [SkippableFact]
    public void Suspend_and_resume_change_the_state()
    {
        using var test = new TestGuest();
        test.Start();

        test.Operations.Suspend("g");
        test.Operations.Get("g").State.ShouldBe(GuestState.Paused);
        test.Operations.Get("g").Reason.ShouldBe("user");
        Should.NotThrow(() => test.Operations.Suspend("g"));

        test.Operations.Resume("g");
        test.Operations.Get("g").State.ShouldBe(GuestState.Running);
        Should.Throw<GuestException>(() => test.Operations.Resume("g")).Message.ShouldContain("already running");
    }

    [SkippableFact]
    public void Several_clients_talk_at_a_time_and_each_gets_its_own_answers_and_all_events()
    {
        using var test = new TestGuest();
        string socket = test.Start().SupervisorSocket;
        using var first = QmpClient.Connect(socket);
        using var second = QmpClient.Connect(socket);
        first.Handshake(TimeSpan.FromSeconds(60)).ShouldContain("\"QMP\"");
        second.Handshake(TimeSpan.FromSeconds(60));

        first.ExecuteRaw("""{"execute":"query-name","id":{"my":[1,"é"]}}""").ShouldContain("""{"my":[1,"é"]}""");
        second.Execute("query-name").GetProperty("name").GetString().ShouldBe("g");
        first.Execute("stop");

        first.WaitForEvent(TimeSpan.FromSeconds(60))!.Name.ShouldBe("STOP");
        second.WaitForEvent(TimeSpan.FromSeconds(60))!.Name.ShouldBe("STOP");
    }

    [SkippableFact]
    public void Refusals_of_QEMU_and_broken_commands_come_back_to_the_client()
    {
        using var test = new TestGuest();
        test.Start();

        test.Operations.MonitorCommand("g", """{"execute":"no-such-command"}""").ShouldContain("CommandNotFound");
        test.Operations.MonitorCommand("g", """{"run":"x"}""").ShouldContain("lacks member 'execute'");
        Should.Throw<GuestException>(() => test.Operations.MonitorCommand("g", "info status")).Message.ShouldStartWith("this is not JSON");
        Should.Throw<QmpException>(() => test.Operations.Execute("g", "device_del", """{"id":"nope"}""")).Description.ShouldContain("nope");
    }

    [SkippableFact]
    public void A_killed_supervisor_does_not_hurt_the_guest_and_the_next_command_starts_another()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start();
        TestGuest.Eventually(() => test.Store.Read("g")!.Supervisor is not null, "the supervisor's entry");
        var former = test.Store.Read("g")!.Supervisor!.Value;
        former.Kill();
        former.WaitForEnd(TimeSpan.FromSeconds(60)).ShouldBeTrue();

        test.Operations.Execute("g", "query-status").GetProperty("status").GetString().ShouldBe("running");

        record.Qemu!.Value.IsAlive.ShouldBeTrue();
        test.Store.Read("g")!.Supervisor!.Value.ShouldNotBe(former);
        test.Operations.Destroy("g");
        test.Leftovers().ShouldBeEmpty();
    }

    [SkippableFact]
    public void A_QEMU_that_is_killed_is_cleaned_up_by_its_supervisor()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start();

        record.Qemu!.Value.Kill();

        test.Operations.WaitForEnd("g", TimeSpan.FromSeconds(60)).ShouldBeTrue();
        test.Leftovers().ShouldBeEmpty();
        test.Log().ShouldContain("shutting down, reason=crashed");
    }

    [SkippableFact]
    public void A_guest_that_ends_while_nobody_minds_it_is_tidied_up_by_the_next_command()
    {
        using var test = new TestGuest();
        GuestRecord record = test.Start();
        TestGuest.Eventually(() => test.Store.Read("g")!.Supervisor is not null, "the supervisor's entry");
        test.Store.Read("g")!.Supervisor!.Value.Stop(TimeSpan.FromSeconds(60));
        record.Qemu!.Value.Stop(TimeSpan.FromSeconds(60));

        test.Operations.List().ShouldBeEmpty();

        test.Leftovers().ShouldBeEmpty();
        Should.Throw<GuestNotFoundException>(() => test.Operations.Get("g"));
    }

    [SkippableFact]
    public void A_guest_that_powers_off_is_gone()
    {
        using var test = new TestGuest();
        test.Start();

        // QMP's quit ends QEMU as a guest's own power-off would after the SHUTDOWN event
        test.Operations.MonitorCommand("g", """{"execute":"quit"}""");

        test.Operations.WaitForEnd("g", TimeSpan.FromSeconds(60)).ShouldBeTrue();
        test.Leftovers().ShouldBeEmpty();
        test.Log().ShouldContain("shutting down, reason=shutdown");
    }

    [SkippableFact]
    public void The_supervisor_can_be_started_again_many_times_at_once()
    {
        using var test = new TestGuest();
        test.Start();
        TestGuest.Eventually(() => test.Store.Read("g")!.Supervisor is not null, "the supervisor's entry");
        test.Store.Read("g")!.Supervisor!.Value.Stop(TimeSpan.FromSeconds(60));

        string[] answers = new string[4];
        Parallel.For(0, answers.Length, i => answers[i] = test.Operations.Execute("g", "query-name").GetProperty("name").GetString()!);

        answers.ShouldAllBe(a => a == "g");
    }

    [SkippableFact]
    public void A_native_supervisor_needs_at_most_20_MiB()
    {
        Skip.If(TestGuest.NativeProgram is null, "TEST_VIRSHLITE_NATIVE names no native build");
        using var test = new TestGuest();
        test.Start();
        for (int i = 0; i < 200; i++)
        {
            test.Operations.Execute("g", "query-qmp-schema");
        }

        int pid = test.Store.Read("g")!.Supervisor!.Value.Pid;
        string line = File.ReadLines($"/proc/{pid}/status").First(l => l.StartsWith("VmRSS:", StringComparison.Ordinal));
        int kib = int.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], System.Globalization.CultureInfo.InvariantCulture);
        kib.ShouldBeLessThan(20 * 1024, File.ReadAllText($"/proc/{pid}/status"));
    }
}
