using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>vcpupin GUEST [VCPU] [CPULIST]</c>: pins of vCPUs (live-changes.md 9.4).</summary>
internal static class VcpupinVerb
{
    public static Command Build(Io io)
    {
        var vcpu = new Argument<string?>("VCPU") { Description = "which vCPU", Arity = ArgumentArity.ZeroOrOne };
        var vcpuOption = new Option<string?>("--vcpu") { Description = "the same as an option", Hidden = true };
        var command = new VerbCommand("vcpupin", "show or set the CPUs of the host that a guest's vCPUs run on")
        {
            Examples = [("vcpupin web", ""), ("vcpupin web 0 2-3", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(vcpu);
        command.Options.Add(vcpuOption);
        CpuList cpus = CpuList.AddTo(command);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, null);
            uint? which = (parse.GetValue(vcpu) ?? parse.GetValue(vcpuOption)) is { } text ? SizeText.Number(text, "--vcpu") : null;
            if (cpus.Of(parse) is not { } list)
            {
                Confirmation.Show(io, parse, VcpuTable.Pins(change.Domain(name), HostCpus.All, which));
                return;
            }

            uint one = which ?? throw new UsageException("vcpupin: Missing vCPU number in pin mode.");
            CpuList.Pin(change, name, list, $"vcpupin{one}", (domain, wanted, live) => PinChange.Vcpu(domain, one, wanted, live));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
