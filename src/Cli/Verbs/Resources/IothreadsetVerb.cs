using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>iothreadset GUEST ID</c>: change the polling or the thread pool of an iothread (live-changes.md 10.1).</summary>
internal static class IothreadsetVerb
{
    public static Command Build(Io io)
    {
        var id = new Argument<string>("ID") { Description = "the iothread's number" };
        var pollMax = new Option<ulong?>("--poll-max-ns") { Description = "longest time to poll, in ns", HelpName = "N" };
        var pollGrow = new Option<uint?>("--poll-grow") { Description = "how that time grows", HelpName = "N" };
        var pollShrink = new Option<uint?>("--poll-shrink") { Description = "how it shrinks", HelpName = "N" };
        var poolMinimum = new Option<int?>("--thread-pool-min") { Description = "fewest worker threads", HelpName = "N" };
        var poolMaximum = new Option<int?>("--thread-pool-max") { Description = "most worker threads", HelpName = "N" };
        var command = new VerbCommand("iothreadset", "change the polling or the thread pool of an iothread")
        {
            Examples = [("iothreadset web 1 --poll-max-ns 32768", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(id);
        foreach (Option option in (Option[])[pollMax, pollGrow, pollShrink, poolMinimum, poolMaximum])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            uint number = IoThreadNumber.Of(parse.GetValue(id)!);
            var wanted = new IoThreadSettings
            {
                PollMaxNs = parse.GetValue(pollMax),
                PollGrow = parse.GetValue(pollGrow),
                PollShrink = parse.GetValue(pollShrink),
                PoolMinimum = parse.GetValue(poolMinimum),
                PoolMaximum = parse.GetValue(poolMaximum),
            };
            if (wanted == new IoThreadSettings())
            {
                throw new UsageException("Not enough arguments passed, nothing to set");
            }

            new GuestChange(parse, io, affects, null)
                .Run(guest.Of(parse), (running, results) => IoThreadChange.Set(running, number, wanted, results), config =>
                wanted.ApplyTo(IoThreadChange.Find(config, number)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
