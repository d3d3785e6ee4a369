using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domjobinfo GUEST</c>: how far a save, migration or backup is, or what the last one came to.</summary>
internal static class DomjobinfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domjobinfo", "show how far a save, a migration or a backup of a guest is, or what it came to")
        {
            Examples = [("domjobinfo server", ""), ("domjobinfo server --completed --keep-completed", "the last one: its time, its downtime, what was sent")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var completed = new Option<bool>("--completed") { Description = "the last job that has ended; it is forgotten then" };
        var keep = new Option<bool>("--keep-completed") { Description = "with --completed: it can be asked for again" };
        var any = new Option<bool>("--anystats") { Description = "as without (virsh: also of another kind of job)" };
        var raw = new Option<bool>("--rawstats") { Description = "libvirt's names and plain numbers" };
        foreach (Option option in (Option[])[completed, keep, any, raw])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            bool isOver = parse.GetValue(completed);
            if (parse.GetValue(keep) && !isOver)
            {
                throw new UsageException("Option --completed is required by option --keep-completed");
            }

            var jobs = new GuestJobs(new Host(parse, io).State);
            string name = guest.Of(parse);
            JobStatistics? job = isOver ? jobs.Completed(name, parse.GetValue(keep)) : jobs.Look(name);
            foreach (string line in parse.GetValue(raw) ? JobStatisticsText.Raw(job, isOver) : JobStatisticsText.Lines(job, isOver))
            {
                io.Out.WriteLine(line);
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
