using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Reports;

namespace VirshLite.Translator.Questions;

/// <summary>vCPUs, the emulator's threads and iothreads, how many and on which CPUs of the host (live-changes.md 9.3, 9.4, 10.1).</summary>
public static class VcpuTable
{
    /// <summary>All of <c>vcpucount</c>.</summary>
    /// <param name="live">The running domain; null where the guest is off.</param>
    /// <param name="config">The stored one; null where there is none.</param>
    public static string Counts(Domain? live, Domain? config)
    {
        IEnumerable<(string What, string Where, uint Count)> rows =
        [
            .. Row("maximum", "config", config?.Vcpus.Maximum),
            .. Row("maximum", "live", live?.Vcpus.Maximum),
            .. Row("current", "config", config?.Vcpus.OnlineCount),
            .. Row("current", "live", live?.Vcpus.OnlineCount),
        ];
        return string.Concat(rows.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.What,-12} {r.Where,-12} {r.Count,3}\n")));
    }

    /// <summary><c>vcpupin</c>: the CPUs of the host that each vCPU may run on.</summary>
    public static TextTable Pins(Domain domain, NumberSet hostCpus, uint? only = null)
    {
        var table = new TextTable("VCPU", "CPU Affinity");
        for (uint vcpu = 0; vcpu < domain.Vcpus.Maximum; vcpu++)
        {
            if (only is null || only == vcpu)
            {
                table.Add(vcpu.ToString(CultureInfo.InvariantCulture), AffinityOf(domain, vcpu, hostCpus).ToString());
            }
        }

        return table;
    }

    /// <summary><c>emulatorpin</c>.</summary>
    public static string EmulatorPin(Domain domain, NumberSet hostCpus) =>
        "emulator: CPU Affinity\n" + new string('-', 34) + $"\n       *: {domain.CpuTune?.EmulatorPin ?? domain.Vcpus.CpuSet ?? hostCpus}\n";

    /// <summary><c>iothreadinfo</c>; null where there is no iothread.</summary>
    public static TextTable? IoThreads(Domain domain, IEnumerable<uint> ids, NumberSet hostCpus)
    {
        var table = new TextTable("IOThread ID", "CPU Affinity");
        bool any = false;
        foreach (uint id in ids)
        {
            any = true;
            NumberSet cpus = domain.CpuTune?.IoThreadPins.GetValueOrDefault(id) ?? domain.Vcpus.CpuSet ?? hostCpus;
            table.Add(id.ToString(CultureInfo.InvariantCulture), cpus.ToString());
        }

        return any ? table : null;
    }

    private static NumberSet AffinityOf(Domain domain, uint vcpu, NumberSet hostCpus) =>
        domain.CpuTune?.VcpuPins.GetValueOrDefault(vcpu) ?? domain.Vcpus.CpuSet ?? hostCpus;

    private static IEnumerable<(string What, string Where, uint Count)> Row(string what, string where, uint? count) => count is { } n ? [(what, where, n)] : [];
}
