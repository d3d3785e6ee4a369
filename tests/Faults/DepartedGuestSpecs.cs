namespace VirshLite.Faults;

/// <summary>A guest that was handed to another host, and of which nobody knows whether it runs there: nothing runs it here a second time.</summary>
public sealed class DepartedGuestSpecs
{
    private const string Refusal = "where it may run";

    [SkippableFact]
    public void A_guest_that_may_run_elsewhere_goes_on_here_by_force_only()
    {
        using World here = LostGuestSpecs.Started("g");
        using var there = new World();

        // the other side's answer gets lost, and it is not reached any more
        Outcome lost = here.VirshLite("migrate", "g", Through(here, there, "\"$@\" | sed -u '/\"done\"/d'"), "--live");
        lost.ExitCode.ShouldBe(1, lost.Error);
        lost.Error.ShouldContain(Refusal);
        there.Do("domstate", "g").Trim().ShouldBe("running");

        IsRefused(here);
        Outcome raw = here.VirshLite("qemu-monitor-command", "g", """{"execute":"cont"}""");
        (raw.Output + raw.Error).ShouldContain(Refusal);
        int former = LostGuestSpecs.SupervisorOf(here, "g");
        LostGuestSpecs.Signal(former, "KILL");
        World.Until(() => !LostGuestSpecs.IsAlive(former), () => "it does not die");
        IsRefused(here);
        World.Until(() => LostGuestSpecs.SupervisorOf(here, "g") != former, () => "no supervisor");
        here.Shell("echo nonsense > /run/virshlite/guests/g/state.json");
        IsRefused(here);

        // it has ended there: then it is this host's again, as it was before
        there.Do("destroy", "g");
        here.Do("resume", "g", "--force");
        here.Do("domstate", "g").Trim().ShouldBe("running");
        here.Do("suspend", "g");
        here.Do("resume", "g");
        here.Do("destroy", "g");
        here.LeavesNothing();
        there.LeavesNothing();
    }

    [SkippableFact]
    public void A_guest_that_is_known_to_run_nowhere_else_goes_on_and_can_be_suspended_and_resumed()
    {
        using World here = LostGuestSpecs.Started("g");
        using var there = new World();

        // the other side never hears that it may run it
        Outcome failed = here.VirshLite("migrate", "g", Through(here, there, "sed -u '/\"moved\"/Q' | \"$@\""), "--live");
        failed.ExitCode.ShouldBe(1, failed.Error);
        failed.Error.ShouldNotContain(Refusal);

        World.Until(() => there.VirshLite("domstate", "g").ExitCode != 0, () => "it runs there");
        here.Do("domstate", "g").Trim().ShouldBe("running");
        File.Exists(here.Root + "/run/virshlite/guests/g/departed").ShouldBeFalse();
        here.Do("suspend", "g");
        here.Do("resume", "g");
        here.Do("destroy", "g");
        here.LeavesNothing();
    }

    /// <summary>A destination whose conversation goes through that part of a shell script; asked for the guest's state it is not reached.</summary>
    private static string Through(World here, World there, string conversation)
    {
        string way = there.AsDestination["exec:".Length..];
        string script = here.File_("way", $"""
            set -- {way} "$@"
            case "$*" in
            *migrate-receive*) {conversation};;
            *domstate*) exit 255;;
            *) exec "$@";;
            esac
            """);
        return $"exec:sh {script}";
    }

    private static void IsRefused(World here)
    {
        here.Do("domstate", "g", "--reason").Trim().ShouldBe("paused (migrating)");
        foreach (string[] command in (string[][])[["resume", "g"], ["save", "g", here.Root + "/image"], ["upgrade-qemu", "g"]])
        {
            Outcome outcome = here.VirshLite(command);
            outcome.ExitCode.ShouldNotBe(0);
            outcome.Error.ShouldContain(Refusal, customMessage: string.Join(' ', command));
        }

        here.Do("domstate", "g").Trim().ShouldBe("paused");
    }
}
