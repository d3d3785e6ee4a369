using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domdirtyrate-calc GUEST</c>: begins to measure how fast the guest writes its memory; domstats tells the result (live-changes.md 12).</summary>
internal static class DomdirtyrateCalcVerb
{
    public static Command Build(Io io)
    {
        var seconds = new Option<int>("--seconds") { Description = "for how long, 1 to 60", HelpName = "N", DefaultValueFactory = _ => 1 };
        var mode = new Option<string?>("--mode") { Description = "page-sampling, dirty-bitmap or dirty-ring", HelpName = "MODE" };
        var command = new VerbCommand("domdirtyrate-calc", "begin to measure how fast a running guest writes its memory")
        {
            Examples = [("domdirtyrate-calc web --seconds 5", ""), ("domstats web --dirtyrate", "the result")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(seconds);
        command.Options.Add(mode);
        command.SetAction(parse => Failure.OfChange(null, () =>
        {
            string name = guest.Of(parse);
            int time = parse.GetValue(seconds);
            string? way = parse.GetValue(mode);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            if (way is not (null or "page-sampling" or "dirty-bitmap" or "dirty-ring"))
            {
                throw new DomainException($"Unknown calculation mode '{way}'", default, RefusalKind.Plain);
            }

            if (time is < 1 or > 60)
            {
                throw new DomainException($"seconds={time} is invalid, please choose value within [1, 60].", default, RefusalKind.Unsupported);
            }

            Domain live = host.Guests.LiveDomain(name);
            bool hasRing = live.Features.Kvm?.DirtyRing == true;
            if (way is "dirty-ring" or "dirty-bitmap" && (way == "dirty-ring") != hasRing)
            {
                throw DomainException.NotSupported(way == "dirty-ring" ? "dirty-ring calculation mode requires dirty-ring feature enabled."
                    : "dirty-bitmap calculation mode requires dirty-ring feature disabled.");
            }

            string chosen = way is null ? "" : $",\"mode\":\"{way}\"";
            host.Guests.Execute(name, "calc-dirty-rate", string.Create(CultureInfo.InvariantCulture, $"{{\"calc-time\":{time}{chosen}}}"));
            Confirmation.Say(io, parse, "Start to calculate domain's memory dirty rate successfully.");
            return ExitCode.Done;
        }));
        return command;
    }
}
