using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>emulatorpin GUEST [CPULIST]</c>: the pin of the emulator (live-changes.md 9.4).</summary>
internal static class EmulatorpinVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("emulatorpin", "show or set the CPUs of the host that QEMU's own threads run on")
        {
            Examples = [("emulatorpin web", ""), ("emulatorpin web 0", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        CpuList cpus = CpuList.AddTo(command);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, null);
            if (cpus.Of(parse) is not { } list)
            {
                string pinned = VcpuTable.EmulatorPin(change.Domain(name), HostCpus.All);
                if (io.Json is { } answer)
                {
                    answer.Add("cpuAffinity", pinned[(pinned.LastIndexOf(':') + 1)..].Trim());
                }
                else
                {
                    Confirmation.Show(io, parse, parse.GetValue(GlobalOptions.Quiet) ? pinned[(pinned.LastIndexOf(':') + 1)..].TrimStart() : pinned);
                }

                return;
            }

            CpuList.Pin(change, name, list, "emulatorpin", (domain, wanted, _) => PinChange.Emulator(domain, wanted));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
