using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>schedinfo GUEST</c>: &lt;cputune&gt; (live-changes.md 9.5).</summary>
internal static class SchedinfoVerb
{
    public static Command Build(Io io)
    {
        var set = new Option<string[]>("--set") { Description = "NAME=VALUE (a setting's --set stands before the verb)", HelpName = "NAME=VALUE" };
        var weight = new Option<string?>("--weight") { Description = "Xen's: QEMU's guests have no such", Hidden = true };
        var cap = new Option<string?>("--cap") { Description = "Xen's: QEMU's guests have no such", Hidden = true };
        var command = new VerbCommand("schedinfo", "show or set a guest's shares, periods and quotas of the host's CPUs")
        {
            Examples = [("schedinfo web", ""), ("schedinfo web --set vcpu_quota=50000", "half a CPU for each vCPU")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[set, weight, cap])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, null);
            string[] assignments = parse.GetValue(set) ?? [];
            Domain domain = change.Domain(name);
            io.Out.WriteLine("Scheduler      : posix");
            if (new[] { weight, cap }.FirstOrDefault(o => parse.GetValue(o) is not null) is { } ofXen)
            {
                throw new GuestException($"invalid scheduler option: {ofXen.Name[2..]}");
            }

            if (assignments.Length > 0)
            {
                SchedulerChange wanted = change.Named(() => new SchedulerChange(assignments));
                change.Run(name, (running, _) => wanted.Live(running), wanted.Config);
                domain = change.Domain(name);
            }

            Confirmation.Show(io, parse, SchedulerChange.Text(domain, live: domain.Id is not null));
        });
        return command;
    }
}
