using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>blkdeviotune GUEST DEVICE</c>: shows or sets a disk's limits (live-changes.md 10.2).</summary>
internal static class BlkdeviotuneVerb
{
    public static Command Build(Io io)
    {
        var device = new Argument<string>("DEVICE") { Description = "the disk: its target (vda) or source" };
        var group = new Option<string?>("--group-name") { Description = "disks of one group share their limits", HelpName = "NAME" };
        var command = new VerbCommand("blkdeviotune", "show or set the limits of a disk's throughput")
        {
            Examples = [("blkdeviotune web vda", "shows them"), ("blkdeviotune web vda --total-iops-sec 500", ""),
                ("blkdeviotune web vda --total-iops-sec 0", "no limit")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(device);
        LimitOptions limits = LimitOptions.AddTo(command);
        command.Options.Add(group);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string target = parse.GetValue(device)!;
            Dictionary<string, ulong> given = limits.Of(parse);
            if (given.Count == 0 && parse.GetValue(group) is null)
            {
                var shown = new GuestChange(parse, io, affects, null);
                string text = "";
                shown.Ask(name, (running, results) => BlockLimits.Ask(DeviceXml.Limited(running.Live, target), results, t => text = t), config =>
                    text = BlockLimits.Text(DeviceXml.Limited(config, target)));
                Confirmation.Show(io, parse, text);
                return;
            }

            new GuestChange(parse, io, affects, "Unable to change block I/O throttle")
                .Run(name, (running, _) => BlockLimits.Live(DeviceXml.Limited(running.Live, target), given, parse.GetValue(group)), config =>
                    BlockLimits.Config(DeviceXml.Limited(config, target), given, parse.GetValue(group)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
