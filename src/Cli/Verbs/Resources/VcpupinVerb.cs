using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>vcpupin GUEST [VCPU] [CPULIST]</c>: pins of vCPUs (live-changes.md 9.4).</summary>
internal static class VcpupinVerb
{
    public static Command Build(Io io)
    {
        var vcpu = new Argument<string?>("VCPU") { Description = "which vCPU", Arity = ArgumentArity.ZeroOrOne };
        var cpus = new Argument<string?>("CPULIST") { Description = "CPUs of the host: 0-3,^2; r = all", Arity = ArgumentArity.ZeroOrOne };
        var vcpuOption = new Option<string?>("--vcpu") { Description = "the same as an option", Hidden = true };
        var cpusOption = new Option<string?>("--cpulist") { Description = "the same as an option", Hidden = true };
        var command = new VerbCommand("vcpupin", "show or set the CPUs of the host that a guest's vCPUs run on")
        {
            Examples = [("vcpupin web", ""), ("vcpupin web 0 2-3", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(vcpu);
        command.Arguments.Add(cpus);
        command.Options.Add(vcpuOption);
        command.Options.Add(cpusOption);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, null);
            NumberSet hostCpus = HostCpus.All;
            uint? which = (parse.GetValue(vcpu) ?? parse.GetValue(vcpuOption)) is { } text ? SizeText.Number(text, "--vcpu") : null;
            if ((parse.GetValue(cpus) ?? parse.GetValue(cpusOption)) is not { } list)
            {
                Domain domain = change.Domain(name);
                Confirmation.Show(io, parse, VcpuTable.Pins(domain, hostCpus, which).ToString(parse.GetValue(GlobalOptions.Quiet)));
                return;
            }

            uint one = which ?? throw new UsageException("vcpupin: Missing vCPU number in pin mode.");
            NumberSet wanted = change.Named(() => PinChange.Parse(list, hostCpus));
            change.Run(name, (running, _) => PinChange.Live(running, $"vcpupin{one}", wanted, live => PinChange.Vcpu(live, one, wanted, live: true)), config =>
                PinChange.Vcpu(config, one, wanted, live: false));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
