using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.RecordedHosts;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Reports;

namespace VirshLite.Cli.Verbs;

/// <summary><c>qemu-capabilities</c>: what was found out about the QEMU of this host.</summary>
internal static class QemuCapabilitiesVerb
{
    public static Command Build(Io io)
    {
        var refresh = new Option<bool>("--refresh") { Description = "ask QEMU again instead of using what is known" };
        var command = new VerbCommand("qemu-capabilities", "show what the QEMU of this host can do")
        {
            Examples =
            [
                ("qemu-capabilities", ""),
                ("qemu-capabilities --record > host.json", "for snapshot tests: domxml-to-native --host host.json says the same everywhere"),
                ("qemu-capabilities --output json", "for a program"),
                ("qemu-capabilities --emulator /opt/qemu/bin/qemu-system-x86_64", "another binary"),
            ],
        };
        var record = new Option<bool>("--record") { Description = "write down all that a translation asks of this host, for --host elsewhere" };
        EmulatorChoice choice = EmulatorChoice.AddTo(command, withMachine: false);
        command.Options.Add(refresh);
        command.Options.Add(record);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            QemuCapabilities capabilities = choice.Capabilities(host, parse);
            if (parse.GetValue(refresh))
            {
                capabilities = host.Capabilities.Probe(capabilities.EmulatorPath);
            }

            if (parse.GetValue(record))
            {
                JsonText.Write(io, json => HostRecording.Write(json, host.Facts(host.LibvirtSettings), [capabilities], host.NetworkNames(),
                    host.VocabularyOf));
            }
            else if (GlobalOptions.IsJson(parse))
            {
                JsonText.Write(io, json => CapabilityReport.WriteJson(capabilities, json));
            }
            else
            {
                CapabilityReport.WriteText(capabilities, io.Out);
            }
        });
        return command;
    }
}
