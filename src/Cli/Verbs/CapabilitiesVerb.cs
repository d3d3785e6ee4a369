using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Hosts.Nodes;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Cli.Verbs;

/// <summary><c>capabilities</c>: what this host is and which guests it runs, as libvirt tells it (measured.md 11).</summary>
internal static class CapabilitiesVerb
{
    /// <summary>Names of architectures that QEMU's binaries run but libvirt lists none of.</summary>
    private static readonly string[] Unlisted = ["armv7b", "ppcle"];

    public static Command Build(Io io)
    {
        var command = new VerbCommand("capabilities", "show what this host is and which guests it runs, in libvirt's XML")
        {
            Examples = [("capabilities", "what one QEMU can do in detail: qemu-capabilities")],
        };
        command.SetAction(parse =>
        {
            if (parse.GetValue(GlobalOptions.RecordedHost) is not null)
            {
                throw new UsageException("capabilities tells of this host; of a recorded one qemu-capabilities does");
            }

            var host = new Host(parse, io);
            IHostFacts facts = host.Facts(host.Settings);
            Confirmation.Show(io, parse, HostCapabilities.Write(NodeDescription.Read(facts, host.Settings), Emulators(host, facts)));
        });
        return command;
    }

    private static IEnumerable<(string Arch, QemuCapabilities Emulator)> Emulators(Host host, IHostFacts facts)
    {
        foreach (string arch in Architectures.All.Except(Unlisted))
        {
            string? program = facts.FindProgram("qemu-system-" + arch) ?? facts.FindProgram("qemu-system-" + Architectures.ToQemu(arch))
                ?? (arch == "i686" && facts.Architecture == "x86_64" ? facts.FindProgram("qemu-system-x86_64") : null);
            if (program is not null)
            {
                yield return (arch, host.CapabilitiesOf(program));
            }
        }
    }
}
