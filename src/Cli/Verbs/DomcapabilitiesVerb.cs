using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Reports;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domcapabilities</c>: what domains can be run here, as XML in libvirt's shape.</summary>
internal static class DomcapabilitiesVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domcapabilities", "show what domains can be run here, in libvirt's XML")
        {
            Examples = [("domcapabilities", ""), ("domcapabilities --virttype qemu --machine q35", "emulated Q35 guests")],
        };
        EmulatorChoice choice = EmulatorChoice.AddTo(command, "--emulatorbin");
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            QemuCapabilities capabilities = choice.Capabilities(host, parse);
            io.Out.Write(DomainCapabilities.Write(
                capabilities, host.Facts(host.Settings), host.Settings, choice.Type(parse), choice.Arch(parse), choice.Machine(parse)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
