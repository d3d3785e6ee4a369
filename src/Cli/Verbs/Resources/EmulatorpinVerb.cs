using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>emulatorpin GUEST [CPULIST]</c>: the pin of the emulator (live-changes.md 9.4).</summary>
internal static class EmulatorpinVerb
{
    public static Command Build(Io io)
    {
        var cpus = new Argument<string?>("CPULIST") { Description = "CPUs of the host: 0-3,^2; r = all", Arity = ArgumentArity.ZeroOrOne };
        var cpusOption = new Option<string?>("--cpulist") { Description = "the same as an option", Hidden = true };
        var command = new VerbCommand("emulatorpin", "show or set the CPUs of the host that QEMU's own threads run on")
        {
            Examples = [("emulatorpin web", ""), ("emulatorpin web 0", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(cpus);
        command.Options.Add(cpusOption);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, null);
            NumberSet hostCpus = HostCpus.All;
            if ((parse.GetValue(cpus) ?? parse.GetValue(cpusOption)) is not { } list)
            {
                Domain domain = change.Domain(name);
                Confirmation.Show(io, parse, VcpuTable.EmulatorPin(domain, hostCpus));
                return;
            }

            NumberSet wanted = change.Named(() => PinChange.Parse(list, hostCpus));
            change.Run(name, (running, _) => PinChange.Live(running, "emulatorpin", wanted, live => PinChange.Emulator(live, wanted)), config =>
                PinChange.Emulator(config, wanted));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
