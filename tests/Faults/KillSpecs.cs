using System.Globalization;

namespace VirshLite.Faults;

/// <summary>
/// A start, a destroy and a take-over, killed at every system call that changes something: the next command finds nothing lost, nothing left, nothing killed
/// that is another's. Here some of those calls, in bench/faults all; the last line of each has the figures.
/// </summary>
public sealed class KillSpecs(Xunit.Abstractions.ITestOutputHelper output)
{
    [SkippableFact]
    public void A_start_that_is_killed_anywhere_loses_no_guest_and_leaves_no_orphan()
    {
        using var sweep = new KillSweep(output.WriteLine);
        (string Call, int When)[] points = [.. sweep.Points(inShortForm: 12, "start", "g.xml")];
        sweep.World.Do("destroy", "g");
        foreach ((string call, int when) in points)
        {
            string where = $"start killed at {call} {when}";
            if (!sweep.KillAt(call, when, "start", "g.xml"))
            {
                sweep.Works(where, "destroy", "g");
                continue;
            }

            // the last steps may have left a guest that runs: then it can be ended
            if (sweep.Look(where))
            {
                sweep.Works(where, "destroy", "g");
            }

            if (sweep.Works(where, "start", "g.xml"))
            {
                sweep.RunsOn(where, sweep.World.QemuOf("g"));
                sweep.Works(where, "destroy", "g");
            }
        }

        sweep.Report("start");
    }

    [SkippableFact]
    public void A_destroy_that_is_killed_anywhere_can_be_said_again_and_harms_no_later_run()
    {
        using var sweep = new KillSweep(output.WriteLine);
        sweep.World.Do("start", "g.xml");
        foreach ((string call, int when) in sweep.Points(inShortForm: 8, "destroy", "g").ToArray())
        {
            string where = $"destroy killed at {call} {when}";
            sweep.Works(where, "start", "g.xml");
            sweep.KillAt(call, when, "destroy", "g");
            if (sweep.Look(where))
            {
                sweep.Ends(where);
            }

            // what the killed one has set going does not reach the next run
            if (sweep.Works(where, "start", "g.xml"))
            {
                sweep.RunsOn(where, sweep.World.QemuOf("g"));
                sweep.Works(where, "destroy", "g");
            }
        }

        sweep.Report("destroy");
    }

    [SkippableFact]
    public void A_supervisor_that_is_killed_anywhere_on_its_way_in_leaves_the_guest_to_the_next()
    {
        using var sweep = new KillSweep(output.WriteLine);
        sweep.World.Do("start", "g.xml");
        int qemu = sweep.World.QemuOf("g");
        foreach (string call in Scale.IsLong ? KillSweep.Changing.Split(',') : Scale.Chance.GetItems(KillSweep.Changing.Split(','), 6))
        {
            for (int when = Scale.Of(Scale.Chance.Next(1, 4), 1); ; when++)
            {
                string where = string.Create(CultureInfo.InvariantCulture, $"take-over killed at {call} {when}");
                KillSupervisor(sweep);
                bool killed = sweep.KillAnyAt(call, when, "list");
                sweep.Look(where).ShouldBeTrue(where + ": the guest is not listed");
                sweep.RunsOn(where, qemu);
                sweep.Works(where, "domstate", "g");
                if (!killed || !Scale.IsLong)
                {
                    break;
                }
            }
        }

        sweep.Works("at the end", "destroy", "g");
        sweep.Report("take-over");
    }

    [SkippableFact]
    public void Commands_and_supervisors_that_are_killed_at_any_moment_lose_nothing()
    {
        using var sweep = new KillSweep(output.WriteLine);
        for (int i = 0; i < Scale.Of(6, 200); i++)
        {
            string verb = i % 2 == 0 ? "start g.xml" : "destroy g";
            double seconds = Scale.Chance.NextDouble() * Scale.Of(1, 1) / 4;
            string where = string.Create(CultureInfo.InvariantCulture, $"{verb} killed after {seconds:0.000} s");
            sweep.World.Run(["sh", "-c", string.Create(CultureInfo.InvariantCulture, $"{Programs.VirshLite} {verb} & echo $! > pid; sleep {seconds:0.000}")]);
            sweep.Kill(int.Parse(File.ReadAllText(sweep.World.Root + "/pid"), CultureInfo.InvariantCulture));
            bool runs = sweep.Look(where);
            if (runs && i % 4 == 0)
            {
                KillSupervisor(sweep);
            }

            // the next round begins with what this one's verb was to bring about
            if (i % 2 == 0 && !runs)
            {
                sweep.Works(where, "start", "g.xml");
            }
            else if (i % 2 == 1 && runs)
            {
                sweep.Ends(where);
            }
        }

        if (sweep.Look("at the end"))
        {
            sweep.Works("at the end", "destroy", "g");
        }

        sweep.Report("any moment");
    }

    private static void KillSupervisor(KillSweep sweep)
    {
        World.Until(() => LostGuestSpecs.SupervisorOf(sweep.World, "g") > 0, () => "no supervisor");
        int supervisor = LostGuestSpecs.SupervisorOf(sweep.World, "g");
        sweep.Kill(supervisor);
        World.Until(() => !LostGuestSpecs.IsAlive(supervisor), () => "it does not die");
    }
}
