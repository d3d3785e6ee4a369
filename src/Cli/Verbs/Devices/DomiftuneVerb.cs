using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>domiftune GUEST INTERFACE</c>: its &lt;bandwidth&gt; (live-changes.md 7).</summary>
internal static class DomiftuneVerb
{
    public static Command Build(Io io)
    {
        var nic = new Argument<string>("INTERFACE") { Description = "MAC address or name of the host's device" };
        var inbound = new Option<string?>("--inbound") { Description = "AVERAGE[,PEAK,BURST,FLOOR] in KiB/s and KiB; 0 = no limit", HelpName = "RATE" };
        var outbound = new Option<string?>("--outbound") { Description = "AVERAGE[,PEAK,BURST]", HelpName = "RATE" };
        var command = new VerbCommand("domiftune", "show or set the limits of an interface's traffic")
        {
            Examples = [("domiftune web vnet0", ""), ("domiftune web vnet0 --inbound 1000,2000,512", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(nic);
        command.Options.Add(inbound);
        command.Options.Add(outbound);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string which = parse.GetValue(nic)!;
            if (parse.GetValue(inbound) is null && parse.GetValue(outbound) is null)
            {
                Domain domain = new GuestChange(parse, io, affects, "Unable to get interface parameters").Domain(name);
                Confirmation.Show(io, parse, Failure.OfChange("Unable to get interface parameters", () =>
                    InterfaceRates.Text(DeviceXml.TunedInterface(domain, which))));
                return;
            }

            InterfaceRates rates = Failure.OfChange(null, () => InterfaceRates.Of(parse.GetValue(inbound), parse.GetValue(outbound)));
            new GuestChange(parse, io, affects, "Unable to set interface parameters")
                .Run(name, (running, _) => rates.Live(DeviceXml.TunedInterface(running.Live, which)), config =>
                    rates.Config(DeviceXml.TunedInterface(config, which)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
