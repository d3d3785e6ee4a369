using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>dommemstat GUEST</c>: the balloon's figures (live-changes.md 8.3).</summary>
internal static class DommemstatVerb
{
    public static Command Build(Io io)
    {
        var period = new Option<string?>("--period") { Description = "seconds between two reports of the guest's driver; 0 = none", HelpName = "N" };
        var command = new VerbCommand("dommemstat", "show what a guest says of its memory, or how often it says so")
        {
            Examples = [("dommemstat web", ""), ("dommemstat web --period 5", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(period);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            if (parse.GetValue(period) is { } text)
            {
                int seconds = int.TryParse(text, out int number)
                    ? number : throw new UsageException($"Numeric value '{text}' for <--period> option is malformed or out of range");
                if (seconds < 0)
                {
                    throw new UsageException($"Invalid collection period value '{text}'");
                }

                new GuestChange(parse, io, affects, "Unable to change balloon collection period.")
                    .Run(name, (running, _) => MemoryChange.StatisticsPeriod(running, seconds), config => MemoryChange.StatisticsPeriod(config, seconds));
                Confirmation.End(io, parse);
                return;
            }

            var change = new GuestChange(parse, io, affects, $"Failed to get memory statistics for domain {name}");
            ulong resident = change.Host.Guests.ResidentKiB(name);
            string lines = "";
            change.Run(name, (running, results) => MemoryStatistics.Ask(running.Live, resident, results, t => lines = t), config: null);
            Confirmation.Show(io, parse, lines);
        });
        return command;
    }
}
