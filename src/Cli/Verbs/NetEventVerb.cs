using System.CommandLine;
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
        var list = new Option<bool>("--list") { Description = "the events there are" };
        var command = new VerbCommand("net-event", "wait for a network's start, stop, definition or end of definition")
        {
            Examples = [("net-event --event lifecycle --loop", "until interrupted"), ("net-event --event lifecycle --network lab --timeout 60", "")],
        };
        foreach (Option option in (Option[])[only, type, list])
        {
            command.Options.Add(option);
        }

        EventLoop loop = EventLoop.AddTo(command);
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
            NetworkChanges changes = new(store);
            var found = new Queue<Occurrence>();
            return loop.Run(parse, io, left =>
            {
                if (found.Count == 0)
                {
                    Thread.Sleep(left < Pause ? left : Pause);
                    foreach ((string network, string change) in changes.Next()
                        .Where(c => (name is null || c.Network == name) && (c.Change == "metadata") == (wanted == "metadata-change")))
                    {
                        found.Enqueue(new Occurrence($"event '{wanted}' for network {network}{(wanted == "lifecycle" ? ": " + change : "")}", wanted)
                        {
                            Network = network,
                        });
                    }
                }

                return found.TryDequeue(out Occurrence? happened) ? happened : null;
            });
        });
        return command;
    }
}
