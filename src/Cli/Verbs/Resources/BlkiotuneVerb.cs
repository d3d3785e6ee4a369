using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>blkiotune GUEST</c>: weight and limits of &lt;blkiotune&gt; (live-changes.md 9.6).</summary>
internal static class BlkiotuneVerb
{
    public static Command Build(Io io)
    {
        var weight = new Option<uint?>("--weight") { Description = "100 to 1000", HelpName = "N" };
        List<(string Name, Option<string?> Option)> devices =
            [.. BlockWeights.DeviceNames.Select(n =>
                (n, new Option<string?>(OptionOf(n)) { Description = "PATH,VALUE,… by device of the host; 0 takes it away", HelpName = "LIST" }))];
        var command = new VerbCommand("blkiotune", "show or set a guest's share of the host's block devices")
        {
            Examples = [("blkiotune web --weight 500", ""), ("blkiotune web --device-write-bytes-sec /dev/sda,10000000", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(weight);
        devices.ForEach(d => command.Options.Add(d.Option));
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            var weights = new BlockWeights
            {
                Weight = parse.GetValue(weight),
                Devices = devices.Where(d => parse.GetValue(d.Option) is not null).ToDictionary(d => d.Name, d => parse.GetValue(d.Option)!),
            };
            string name = guest.Of(parse);
            if (weights is { Weight: null, Devices.Count: 0 })
            {
                var shown = new GuestChange(parse, io, affects, null);
                Domain domain = shown.Domain(name);
                Confirmation.Show(io, parse, BlockWeights.Text(domain, shown.Host.KnownGuests.Get(name).Active is not null && !affects.IsConfig(parse)
                    ? 100u : 0));
                return;
            }

            new GuestChange(parse, io, affects, "Unable to change blkio parameters").Run(name, (running, _) => weights.Live(running), weights.Config);
            Confirmation.End(io, parse);
        });
        return command;
    }

    /// <summary>virsh calls one of them by its plural.</summary>
    private static string OptionOf(string name) => name == "device_weight" ? "--device-weights" : "--" + name.Replace('_', '-');
}
