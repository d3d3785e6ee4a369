using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Questions;

namespace VirshLite.Runner.Guests;

/// <summary>Finds out what <c>domstats</c> and its kin tell of a guest: from QEMU, /proc and the host's devices.</summary>
public sealed class GuestFigures(GuestOperations guests)
{
    private const string NodesFlat = "{\"flat\":true}";

    /// <param name="active">The guest as it runs; null where it does not.</param>
    /// <param name="domain">As it runs, or as it is defined.</param>
    /// <param name="groups">What is wanted; nothing else is asked for.</param>
    public DomainFigures Of(GuestRecord? active, Domain domain, StatisticsGroup groups)
    {
        var figures = new DomainFigures(domain)
        {
            State = GuestState.Names[active?.State ?? GuestState.ShutOff],
            Reason = active?.Reason ?? "unknown",
        };
        if (active is not { Qemu: { } qemu } record)
        {
            return figures with { Disks = [.. domain.Disks.Select(Stored)] };
        }

        figures = figures with
        {
            IsActive = true,
            Cpu = Has(StatisticsGroup.CpuTotal) && GuestCpuTime.Of(qemu) is { } cpu ? (cpu.Total, cpu.User, cpu.System) : null,
            ResidentKiB = guests.ResidentKiB(record.Name),
            Links = Has(StatisticsGroup.Interface) ? Links(domain) : figures.Links,
        };
        if ((groups & ~(StatisticsGroup.State | StatisticsGroup.Interface | StatisticsGroup.Perf | StatisticsGroup.Memory)) == 0)
        {
            return figures;
        }

        using GuestQuestions questions = guests.Questions(record);
        JsonElement? schemas = Has(StatisticsGroup.Vcpu) || Has(StatisticsGroup.Vm) ? questions.Ask("query-stats-schemas") : null;
        return figures with
        {
            Balloon = Has(StatisticsGroup.Balloon) ? questions.Ask("query-balloon") : null,
            GuestStats = Has(StatisticsGroup.Balloon) && domain.Memballoon is { Alias: { } alias, Model: not MemballoonModel.None }
                ? questions.Ask("qom-get", $$"""{"path":"/machine/peripheral/{{alias}}","property":"guest-stats"}""") : null,
            Vcpus = Has(StatisticsGroup.Vcpu) ? Vcpus(questions, qemu.Pid) : [],
            Disks = Has(StatisticsGroup.Block) ? Disks(questions, domain) : [],
            IoThreads = Has(StatisticsGroup.IoThread) ? questions.Ask("query-iothreads") : null,
            DirtyRate = Has(StatisticsGroup.DirtyRate) ? questions.Ask("query-dirty-rate") : null,
            VcpuStats = Has(StatisticsGroup.Vcpu) || Has(StatisticsGroup.CpuTotal) ? questions.Ask("query-stats", "{\"target\":\"vcpu\"}") : null,
            VmStats = Has(StatisticsGroup.Vm) ? questions.Ask("query-stats", "{\"target\":\"vm\"}") : null,
            StatsSchemas = schemas,
        };

        bool Has(StatisticsGroup group) => (groups & group) != 0;
    }

    /// <summary>The disks' figures of a running guest.</summary>
    public IReadOnlyList<BlockFigures> Disks(GuestRecord record, Domain live)
    {
        using GuestQuestions questions = guests.Questions(record);
        return Disks(questions, live);
    }

    /// <summary>Each vCPU's state and times; 1 = running, as libvirt counts.</summary>
    public static IReadOnlyList<VcpuTimes> Vcpus(GuestQuestions questions, int process)
    {
        var vcpus = new List<VcpuTimes>();
        foreach (JsonElement cpu in questions.Ask("query-cpus-fast")?.EnumerateArray() ?? [])
        {
            int number = cpu.GetProperty("cpu-index").GetInt32();
            if (ThreadTimes.Of(process, cpu.GetProperty("thread-id").GetInt32()) is { } times)
            {
                vcpus.Add(new VcpuTimes(number, 1, times.Cpu, times.RunTime, times.WaitTime, times.Delay, null));
            }
        }

        return vcpus;
    }

    private static IReadOnlyList<BlockFigures> Disks(GuestQuestions questions, Domain live) =>
        BlockFigures.All(live, questions.Ask("query-blockstats"), questions.Ask("query-named-block-nodes", NodesFlat));

    private static Dictionary<string, LinkFigures> Links(Domain domain)
    {
        var links = new Dictionary<string, LinkFigures>();
        foreach (Interface nic in domain.Interfaces)
        {
            if (nic.TargetDevice is { } device && LinkCounters.Of(device, nic.Type == InterfaceType.Direct) is { } counters)
            {
                links[device] = counters;
            }
        }

        return links;
    }

    private static BlockFigures Stored(Disk disk)
    {
        var figures = new BlockFigures(disk.TargetDev, DiskTable.SourceOf(disk.Source), null);
        return DiskUsage.Of(disk) is { } usage
            ? figures with { HighestOffset = usage.Allocated, Capacity = usage.Capacity, ActualSize = usage.Length } : figures;
    }
}
