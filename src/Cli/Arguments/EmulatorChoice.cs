using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Cli.Arguments;

/// <summary>Which QEMU a question about capabilities is about: virsh's <c>--virttype --arch --machine</c> and the binary.</summary>
internal sealed class EmulatorChoice
{
    private readonly Option<string?> type = new("--virttype") { Description = "domain type; default: the best that the emulator runs", HelpName = "kvm|qemu" };
    private readonly Option<string?> emulator;
    private readonly Option<string?> arch = new("--arch") { Description = "guest architecture; default: the host's", HelpName = "ARCH" };
    private readonly Option<string?> machine = new("--machine") { Description = "machine, e.g. q35; default: the emulator's", HelpName = "MACHINE" };

    private EmulatorChoice(string emulatorOption) =>
        emulator = new(emulatorOption, emulatorOption == "--emulator" ? "--emulatorbin" : "--emulator") { Description = "the QEMU binary", HelpName = "PATH" };

    public static EmulatorChoice AddTo(Command command, string emulatorOption = "--emulator", bool withMachine = true)
    {
        var choice = new EmulatorChoice(emulatorOption);
        command.Options.Add(choice.type);
        command.Options.Add(choice.emulator);
        command.Options.Add(choice.arch);
        if (withMachine)
        {
            command.Options.Add(choice.machine);
        }

        choice.type.CompletionSources.Add("kvm", "qemu");
        return choice;
    }

    public string? Arch(ParseResult parse) => parse.GetValue(arch);

    public string? Machine(ParseResult parse) => parse.GetValue(machine);

    public DomainType? Type(ParseResult parse) => parse.GetValue(type) is not { } word ? null
        : DomainType.Names.TryParse(word, out DomainType known) ? known
        : throw new UsageException($"--virttype takes {string.Join(" or ", DomainType.Names.All)}, not '{word}'");

    public QemuCapabilities Capabilities(Host host, ParseResult parse) =>
        parse.GetValue(emulator) is { } path ? host.CapabilitiesOf(path) : Usual(host, parse.GetValue(arch));

    /// <summary>The host's own QEMU for an architecture.</summary>
    /// <param name="host">This host.</param>
    /// <param name="arch">libvirt's name; null = the host's.</param>
    public static QemuCapabilities Usual(Host host, string? arch = null)
    {
        IHostFacts facts = host.Facts(host.Settings);
        string name = "qemu-system-" + Architectures.ToQemu(arch ?? facts.Architecture);
        return host.CapabilitiesOf(
            facts.FindProgram(name)
            ?? throw DomainException.Operation(
                $"there is no {name} on this host; install QEMU (Debian: apt-get install qemu-system-x86) or name one with --emulator"));
    }
}
