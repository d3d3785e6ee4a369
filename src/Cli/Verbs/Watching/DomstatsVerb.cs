using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domstats [GUEST…]</c>: figures for programs, under libvirt's names (live-changes.md 12).</summary>
internal static class DomstatsVerb
{
    public static Command Build(Io io)
    {
        (Option<bool> Option, StatisticsGroup Group)[] groups =
        [
            Group("state", "state and how it came about", StatisticsGroup.State),
            Group("cpu-total", "time on the host's CPUs", StatisticsGroup.CpuTotal),
            Group("balloon", "memory", StatisticsGroup.Balloon),
            Group("vcpu", "each vCPU", StatisticsGroup.Vcpu),
            Group("interface", "each interface", StatisticsGroup.Interface),
            Group("block", "each disk", StatisticsGroup.Block),
            Group("perf", "performance events (none are counted here)", StatisticsGroup.Perf),
            Group("iothread", "each iothread", StatisticsGroup.IoThread),
            Group("memory", "memory bandwidth (not watched here)", StatisticsGroup.Memory),
            Group("dirtyrate", "what domdirtyrate-calc has measured", StatisticsGroup.DirtyRate),
            Group("vm", "QEMU's own figures of the machine", StatisticsGroup.Vm),
        ];
        (Option<bool> Option, Func<KnownGuest, bool> Fits)[] active =
        [
            List("list-active", "those that run", g => g.Active is not null), List("list-inactive", "those that do not", g => g.Active is null),
        ];
        (Option<bool> Option, Func<KnownGuest, bool> Fits)[] persistent =
        [
            List("list-persistent", "those that are defined", g => g.IsPersistent), List("list-transient", "those that are not", g => !g.IsPersistent),
        ];
        (Option<bool> Option, Func<KnownGuest, bool> Fits)[] states =
        [
            List("list-running", "those in state running", g => g.State == GuestState.Running),
            List("list-paused", "those in state paused", g => g.State == GuestState.Paused),
            List("list-shutoff", "those in state shut off", g => g.State == GuestState.ShutOff),
            List("list-other", "those in other states", g => g.State is not (GuestState.Running or GuestState.Paused or GuestState.ShutOff)),
        ];
        var backing = new Option<bool>("--backing") { Description = "images below the disks' too" };
        var raw = new Option<bool>("--raw") { Description = "figures as they are (always so)" };
        var enforce = new Option<bool>("--enforce") { Description = "all groups are known here" };
        var nowait = new Option<bool>("--nowait") { Description = "nothing is waited for here" };
        var guests = new Argument<string[]>("GUEST") { Description = "name, id or UUID; none = all", Arity = ArgumentArity.ZeroOrMore };
        var command = new VerbCommand("domstats", "show guests' figures, for programs")
        {
            Examples = [("domstats", "all groups of all guests"), ("domstats web --block --interface", "")],
        };
        command.Arguments.Add(guests);
        foreach (Option option in (Option[])[.. groups.Select(g => g.Option), .. active.Concat(persistent).Concat(states).Select(f => f.Option),
            backing, raw, enforce, nowait])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            StatisticsGroup wanted = groups.Where(g => parse.GetValue(g.Option)).Aggregate(StatisticsGroup.None, (all, g) => all | g.Group);
            wanted = wanted == StatisticsGroup.None ? StatisticsGroup.All : wanted;
            string[] named = parse.GetValue(guests) ?? [];
            IEnumerable<KnownGuest> shown = (named.Length > 0 ? named.Select(g => host.KnownGuests.Get(g)) : host.KnownGuests.All(active: true, inactive: true))
                .Where(g => Fits(active, g) && Fits(persistent, g) && Fits(states, g));
            var source = new GuestFigures(host.Guests);
            bool first = true;
            io.Json?.ExpectParagraphs();
            foreach (KnownGuest guest in shown)
            {
                if (Lines(guest) is not { } lines)
                {
                    continue;
                }

                string quote = io.Json is null ? "'" : "";
                io.Out.Write($"{(first ? "" : "\n")}Domain: {quote}{guest.Name}{quote}\n{lines}");
                first = false;
            }

            Confirmation.End(io, parse);

            bool Fits((Option<bool> Option, Func<KnownGuest, bool> Fits)[] filters, KnownGuest guest) =>
                !filters.Any(f => parse.GetValue(f.Option)) || filters.Any(f => parse.GetValue(f.Option) && f.Fits(guest));

            // one that ends meanwhile is not told of, nor is any other kept from being
            string? Lines(KnownGuest guest)
            {
                try
                {
                    DomainFigures figures = source.Of(guest.Active, GuestXml.Read(host, io, guest, inactive: false), wanted);
                    return DomainStatistics.Of(figures, wanted, parse.GetValue(backing));
                }
                catch (GuestException) when (named.Length == 0)
                {
                    return null;
                }
            }
        });
        return command;
    }

    private static (Option<bool> Option, StatisticsGroup Group) Group(string name, string meaning, StatisticsGroup group) =>
        (new("--" + name) { Description = meaning }, group);

    private static (Option<bool> Option, Func<KnownGuest, bool> Fits) List(string name, string meaning, Func<KnownGuest, bool> fits) =>
        (new("--" + name) { Description = "only " + meaning }, fits);
}
