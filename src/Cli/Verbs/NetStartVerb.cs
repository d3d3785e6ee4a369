using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-start NETWORK|FILE</c>: brings a libvirt network up without libvirt.</summary>
internal static class NetStartVerb
{
    public static Command Build(Io io)
    {
        var verbose = new Option<bool>("--verbose") { Description = "tell each step" };
        var command = new VerbCommand("net-start", "bring up a libvirt network: its bridge, addresses, NAT, DHCP and DNS")
        {
            Examples =
            [
                ("net-start default", "as it is defined in /etc/virshlite/networks or /etc/libvirt/qemu/networks"),
                ("net-start lab.xml", "from a file of one's own"),
            ],
        };
        NetworkArgument network = NetworkArgument.AddTo(
            command, io, n => !n.IsActive, "NETWORK|FILE", "a defined network's name or UUID, or a file (has a slash or ends in .xml; - is standard input)");
        command.Options.Add(verbose);
        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            var host = new Host(parse, io);
            bool isFile = DomainFile.LooksLikeOne(what);
            string file = isFile ? (what is "-" ? "standard input" : what) : host.Networks.Store.Get(what).File;
            string text = DomainFile.ReadText(isFile ? what : file);
            io.InputName = file;
            var context = new ReadingContext(new ReadingOptions { FileName = file, IgnoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown) });
            VirtualNetwork definition = NetworkReader.Read(text, context);
            host.Warn(context.Warnings);
            string? bridge = VirshFailure.With(
                "Failed to start network " + definition.Name, () =>
                    host.Networks.Start(definition, parse.GetValue(verbose) ? s => io.Error.WriteLine("virshlite: " + s) : null));
            if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, new StartedNetworkAnswer(definition.Name, bridge), AnswerJson.Default.StartedNetworkAnswer);
                return;
            }

            Confirmation.Say(io, parse, $"Network {definition.Name} started");
        });
        return command;
    }
}
