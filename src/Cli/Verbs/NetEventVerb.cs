using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-event</c>: waits for what happens to networks. There is no daemon to tell it: what is on file is looked at again and again.</summary>
internal static class NetEventVerb
{
    private static readonly string[] Kinds = ["lifecycle", "metadata-change"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static Command Build(Io io)
    {
        var only = new Option<string?>("--network") { Description = "of this network only", HelpName = "NETWORK" };
        var type = new Option<string?>("--event") { Description = "lifecycle or metadata-change", HelpName = "EVENT" };
        var loop = new Option<bool>("--loop") { Description = "go on after the first" };
        var timeout = new Option<int?>("--timeout") { Description = "for so long at most", HelpName = "SECONDS" };
        var list = new Option<bool>("--list") { Description = "the events there are" };
        var timestamp = new Option<bool>("--timestamp") { Description = "with the time" };
        var command = new VerbCommand("net-event", "wait for a network's start, stop, definition or end of definition")
        {
            Examples = [("net-event --event lifecycle --loop", "until interrupted"), ("net-event --event lifecycle --network lab --timeout 60", "")],
        };
        foreach (Option option in (Option[])[only, type, loop, timeout, list, timestamp])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            if (parse.GetValue(list))
            {
                Confirmation.Lines(io, Kinds);
                io.Out.WriteLine();
                return ExitCode.Done;
            }

            string wanted = parse.GetValue(type) ?? throw new UsageException("either --list or --event <type> is required");
            if (wanted is not ("lifecycle" or "metadata-change"))
            {
                throw new UsageException($"unknown event type {wanted}");
            }

            NetworkStore store = new Host(parse, io).Networks.Store;
            string? name = parse.GetValue(only) is { } what ? store.Get(what).Name : null;
            long seconds = parse.GetValue(timeout) ?? int.MaxValue;
            var time = Stopwatch.StartNew();
            int received = 0;
            NetworkChanges changes = new(store);
            while (time.Elapsed.TotalSeconds < seconds && (received == 0 || parse.GetValue(loop)))
            {
                Thread.Sleep(Pause);
                foreach ((string network, string change) in changes.Next()
                    .Where(c => (name is null || c.Network == name) && (c.Change == "metadata") == (wanted == "metadata-change")))
                {
                    new Occurrence($"event '{wanted}' for network {network}{(wanted == "lifecycle" ? ": " + change : "")}", wanted) { Network = network }
                        .Print(io, GlobalOptions.IsJson(parse), parse.GetValue(timestamp));
                    received++;
                }
            }

            if (GlobalOptions.IsJson(parse))
            {
                Occurrence.PrintEnd(io, received);
                return received > 0 ? ExitCode.Done : ExitCode.Failed;
            }

            if (received == 0)
            {
                io.Out.WriteLine("event loop timed out");
            }

            io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events received: {received}"));
            io.Out.WriteLine();
            return received > 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
