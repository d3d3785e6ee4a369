using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Cli.Verbs.Resources;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>vcpuinfo GUEST</c>: where each vCPU runs and how long it did (live-changes.md 12).</summary>
internal static class VcpuinfoVerb
{
    private const double NanosecondsPerSecond = 1e9;

    public static Command Build(Io io)
    {
        var pretty = new Option<bool>("--pretty") { Description = "CPUs as a list" };
        var command = new VerbCommand("vcpuinfo", "show where a guest's vCPUs run")
        {
            Examples = [("vcpuinfo web --pretty", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(pretty);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            Domain domain = GuestXml.Read(host, io, known, inactive: false);
            IReadOnlyList<VcpuTimes> running = known.Active is { Qemu: { } qemu } record ? Ask(host, record, qemu.Pid) : [];
            NumberSet cpus = HostCpus.All;
            io.Json?.ExpectParagraphs();
            for (uint vcpu = 0; vcpu < domain.Vcpus.OnlineCount; vcpu++)
            {
                VcpuTimes? times = running.FirstOrDefault(t => t.Number == vcpu);
                if (vcpu > 0)
                {
                    io.Out.WriteLine();
                }

                Line("VCPU:", vcpu.ToString(CultureInfo.InvariantCulture));
                if (known.Active is null)
                {
                    Line("CPU:", "N/A");
                    Line("State:", "N/A");
                    Line("CPU time", "N/A");
                }
                else if (times is not null)
                {
                    Line("CPU:", times.Cpu.ToString(CultureInfo.InvariantCulture));
                    Line("State:", "running");
                    if (times.RunTime > 0)
                    {
                        Line("CPU time:", (times.RunTime / NanosecondsPerSecond).ToString("0.0", CultureInfo.InvariantCulture) + "s");
                    }
                }

                NumberSet pinned = domain.CpuTune?.VcpuPins.GetValueOrDefault(vcpu) ?? domain.Vcpus.CpuSet ?? cpus;
                Line("CPU Affinity:", parse.GetValue(pretty)
                    ? string.Create(CultureInfo.InvariantCulture, $"{pinned} (out of {cpus.Maximum + 1})")
                    : string.Concat(Enumerable.Range(0, (int)(cpus.Maximum ?? 0) + 1).Select(c => pinned.Contains((uint)c) ? 'y' : '-')));
            }

            Confirmation.End(io, parse);
        });
        return command;

        void Line(string name, string value) => io.Out.WriteLine($"{name,-15} {value}");
    }

    private static IReadOnlyList<VcpuTimes> Ask(Host host, GuestRecord record, int process)
    {
        using GuestQuestions questions = host.Guests.Questions(record);
        return GuestFigures.Vcpus(questions, process);
    }
}
