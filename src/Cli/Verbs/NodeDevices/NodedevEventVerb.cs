using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary>
/// <c>nodedev-event</c>: waits for devices that come, go or change (measured.md 9). There is no daemon to tell it: the host is looked at again and again.
/// </summary>
internal static class NodedevEventVerb
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(200);

    public static Command Build(Io io)
    {
        var only = new Option<string?>("--device") { Description = "of this device only", HelpName = "DEVICE" };
        var type = new Option<string?>("--event") { Description = "lifecycle or update", HelpName = "EVENT" };
        var list = new Option<bool>("--list") { Description = "the events there are" };
        var command = new VerbCommand("nodedev-event", "wait for devices of this host that come, go or change")
        {
            Examples = [("nodedev-event --event lifecycle --loop", "until interrupted")],
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
                io.Out.WriteLine("lifecycle\nupdate\n");
                return ExitCode.Done;
            }

            string wanted = parse.GetValue(type) ?? throw new UsageException("either --list or --event <type> is required");
            if (wanted is not ("lifecycle" or "update"))
            {
                throw new UsageException($"unknown event type {wanted}");
            }

            var devices = new NodeDeviceList();
            string? name = parse.GetValue(only) is { } what ? devices.Get(what).Name : null;
            var changes = new NodeDeviceChanges(devices);
            var waiting = new Queue<Occurrence>();
            return loop.Run(parse, io, left =>
            {
                if (waiting.Count == 0)
                {
                    Thread.Sleep(left < Pause ? left : Pause);
                    foreach ((string device, string? change) in changes.Next().Where(c => name is null || c.Device == name))
                    {
                        if ((change is null) == (wanted == "update"))
                        {
                            string line = $"event '{wanted}' for node device {device}" + (change is null ? "" : ": " + change);
                            waiting.Enqueue(new Occurrence(line, wanted) { Device = device });
                        }
                    }
                }

                return waiting.Count > 0 ? waiting.Dequeue() : null;
            });
        });
        return command;
    }
}
