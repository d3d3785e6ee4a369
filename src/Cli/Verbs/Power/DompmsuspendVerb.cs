using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;

namespace VirshLite.Cli.Verbs.Power;

/// <summary><c>dompmsuspend GUEST mem|disk|hybrid</c>: the guest sends itself to sleep, asked through its agent (live-changes.md 11).</summary>
internal static class DompmsuspendVerb
{
    public static Command Build(Io io)
    {
        var target = new Argument<string>("TARGET") { Description = "mem, disk or hybrid" };
        target.CompletionSources.Add("mem", "disk", "hybrid");
        var duration = new Option<ulong>("--duration") { Description = "only 0 is possible: until it is woken", HelpName = "SECONDS" };
        var command = new VerbCommand("dompmsuspend", "have a running guest go to sleep, through its agent")
        {
            Examples = [("dompmsuspend web mem", ""), ("dompmwakeup web", "wakes it")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(target);
        command.Options.Add(duration);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            string question = parse.GetValue(target) switch
            {
                "mem" => "guest-suspend-ram",
                "disk" => "guest-suspend-disk",
                "hybrid" => "guest-suspend-hybrid",
                _ => throw new GuestException("Invalid target"),
            };
            Failure.OfChange($"Domain '{name}' could not be suspended", () =>
            {
                if (parse.GetValue(duration) != 0)
                {
                    throw new GuestException("argument unsupported: Duration not supported. Use 0 for now");
                }

                host.Guests.SuspendThroughAgent(name, question);
                return true;
            });
            Confirmation.Say(io, parse, $"Domain '{name}' successfully suspended");
        });
        return command;
    }
}
