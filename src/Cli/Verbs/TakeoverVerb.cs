using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Takeover;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Cli.Verbs;

/// <summary><c>takeover</c>: a host goes from libvirt to VirshLite with its guests running, and back.</summary>
internal static class TakeoverVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("takeover", "take this host over from libvirt, its guests running, or give it back")
        {
            Examples =
            [
                ("takeover --dry-run", "what would be done, and what stands in the way"),
                ("takeover --all", "daemons are stopped and masked; guests and networks run on, minded by virshlite"),
                ("takeover --inactive", "the same on a host where no guest runs: definitions are used where they stand"),
                ("takeover --give-back", "libvirt has the host again, its guests still running"),
            ],
        };
        var names = new Argument<string[]>("GUEST") { Description = "all guests that libvirt has running, by name", Arity = ArgumentArity.ZeroOrMore };
        var all = new Option<bool>("--all") { Description = "all guests that libvirt has running" };
        var dryRun = new Option<bool>("--dry-run") { Description = "only show what would be done" };
        var inactive = new Option<bool>("--inactive") { Description = "only definitions and networks; a guest that runs stands in the way" };
        var giveBack = new Option<bool>("--give-back") { Description = "undo it: libvirt's daemons come up again and find their guests" };
        command.Arguments.Add(names);
        command.Options.Add(all);
        command.Options.Add(dryRun);
        command.Options.Add(inactive);
        command.Options.Add(giveBack);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            var operations = new TakeoverOperations(host.Guests, host.Networks, host.Configuration.LibvirtSettings, line => host.Warn([line]));
            string[] wanted = parse.GetValue(names) ?? [];
            if (parse.GetValue(giveBack))
            {
                if (wanted.Length > 0 || parse.GetValue(all) || parse.GetValue(inactive))
                {
                    throw new UsageException("--give-back stands alone: one daemon minds all guests of a host");
                }

                return GiveBack(operations, host, io, parse, parse.GetValue(dryRun));
            }

            if (parse.GetValue(inactive) && (wanted.Length > 0 || parse.GetValue(all)))
            {
                throw new UsageException("--inactive takes no guests that run");
            }

            bool isOnlyShown = parse.GetValue(dryRun) || (wanted.Length == 0 && !parse.GetValue(all) && !parse.GetValue(inactive));
            return Take(operations, host, io, parse, wanted, isOnlyShown, withGuests: !parse.GetValue(inactive));
        });
        return command;
    }

    private static int Take(TakeoverOperations operations, Host host, Io io, ParseResult parse, string[] wanted, bool isOnlyShown, bool withGuests)
    {
        TakeoverFacts facts = operations.Facts();
        if (wanted.Length > 0)
        {
            CheckNames(facts, wanted);
        }

        TakeoverPlan plan = operations.Plan(facts, withGuests);
        if (operations.IsUnfinished)
        {
            host.Warn(["a take-over was begun before and not finished: this one goes on with it (--give-back undoes it)"]);
        }

        TakeoverText.Write(io, plan);
        if (plan.Refusals.Count > 0)
        {
            return ExitCode.Failed;
        }

        if (isOnlyShown)
        {
            Confirmation.Line(io, parse, parse.GetValue<bool>("--dry-run") ? "Nothing was done." : "Nothing was done: `virshlite takeover --all` does it.");
            return ExitCode.Done;
        }

        long start = Stopwatch.GetTimestamp();
        io.Out.Flush();
        operations.Run(plan, step => Told(io, parse, TakeoverText.Done(step)));
        Confirmation.Say(io, parse, string.Create(CultureInfo.InvariantCulture,
            $"Host taken over: {plan.Guests.Count} guests and {plan.Networks.Count} networks in {Stopwatch.GetElapsedTime(start).TotalSeconds:0.0} s; ")
            + "`virshlite takeover --give-back` undoes it");
        return ExitCode.Done;
    }

    /// <summary>
    /// A line that is there as soon as what it tells of is done: a step may take minutes on a slow host. That nobody reads along undoes nothing.
    /// </summary>
    private static void Told(Io io, ParseResult parse, string line) =>
        Confirmation.Try(io, () =>
        {
            Confirmation.Line(io, parse, line);
            io.Out.Flush();
        });

    /// <summary>One daemon minds all guests, and it goes: a part of them cannot be taken.</summary>
    private static void CheckNames(TakeoverFacts facts, string[] wanted)
    {
        if (wanted.FirstOrDefault(n => facts.Guests.All(g => g.Name != n)) is { } unknown)
        {
            throw new GuestException($"libvirt has no guest '{unknown}' running");
        }

        string[] others = [.. facts.Guests.Where(g => !g.IsTaken && !wanted.Contains(g.Name)).Select(g => $"'{g.Name}'")];
        if (others.Length > 0)
        {
            throw new GuestException($"libvirt has {string.Join(", ", others)} running too, and one daemon minds all guests of a host: --all takes them together");
        }
    }

    private static int GiveBack(TakeoverOperations operations, Host host, Io io, ParseResult parse, bool isOnlyShown)
    {
        TakeoverFacts facts = operations.Facts();
        string[] guests = [.. facts.OwnGuests.Where(g => g.IsFromLibvirt).Select(g => g.Name)];
        if (isOnlyShown)
        {
            IReadOnlyList<string> against = TakeoverPlanner.AgainstGivingBack(facts);
            TakeoverText.WriteBack(io, facts, against);
            Confirmation.Line(io, parse, "Nothing was done.");
            return against.Count == 0 ? ExitCode.Done : ExitCode.Failed;
        }

        operations.GiveBack(step => Told(io, parse, TakeoverText.Done(step)));
        foreach (string guest in guests)
        {
            if (operations.StateByVirsh(guest) is { } state)
            {
                Told(io, parse, $"virsh domstate {guest}: {state}");
            }
            else
            {
                host.Warn([$"virsh does not answer about guest '{guest}' yet: `virsh domstate {guest}`"]);
            }
        }

        Confirmation.Say(io, parse, $"Host given back to libvirt: {guests.Length.ToString(CultureInfo.InvariantCulture)} guests");
        return ExitCode.Done;
    }
}
