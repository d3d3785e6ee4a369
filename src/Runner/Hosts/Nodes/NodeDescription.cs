using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Context;
using VirshLite.Translator.Cpu;
using VirshLite.Translator.Reports;

namespace VirshLite.Runner.Hosts.Nodes;

/// <summary>This host as <c>capabilities</c> tells of it, from /proc and /sys.</summary>
public static class NodeDescription
{
    private const string Cpus = "/sys/devices/system/cpu/";
    private const string Cells = "/sys/devices/system/node/";
    private static readonly HostFiles Files = new("");

    public static HostDescription Read(IHostFacts facts, Settings settings)
    {
        var cpus = NodeCpus.Read();
        Dictionary<string, string> first = FirstProcessor();
        IReadOnlyList<HostCell> cells = [.. NodeMemory.CellNumbers().Select(n => Cell(n, cpus.Online))];
        (uint, uint, uint)? signature = uint.TryParse(first.GetValueOrDefault("cpu family"), out uint family)
            && uint.TryParse(first.GetValueOrDefault("model"), out uint model) && uint.TryParse(first.GetValueOrDefault("stepping"), out uint stepping)
            ? (family, model, stepping) : null;
        return new HostDescription(Uuid(), facts.Architecture)
        {
            Cpu = facts.Cpu is { } cpu && signature is { } known ? X86HostCpu.AsTold(cpu, known, settings.Rules) : facts.Cpu,
            Microcode = Hex(first.GetValueOrDefault("microcode")),
            Signature = signature,
            Counter = KvmDevice.Counter(),
            Sockets = cpus.Sockets,
            Cores = cpus.Cores,
            Threads = cpus.Threads,
            PhysicalAddressBits = facts.PhysicalAddressBits,
            PageSizesKiB = [.. NodeMemory.Pages(cells[0].Id).Select(p => p.SizeKiB)],
            Sleeps = [.. Sleeps()],
            HasIommu = Files.Names("/sys/kernel/iommu_groups").Count > 0,
            Cells = cells,
            Caches = Caches(cpus.Online),
            HasAppArmor = settings.Privileged && Files.Line("/sys/module/apparmor/parameters/enabled") == "Y",
            Qemu = settings.Privileged && RunAs.ForProbes(settings) is { } user ? (user.Uid, user.Gid) : null,
        };
    }

    /// <summary>SMBIOS's UUID; where there is none, or all digits are the same, the one of this installation.</summary>
    private static Guid Uuid()
    {
        string? known = Files.Line("/sys/class/dmi/id/product_uuid");
        return Guid.TryParse(known, out Guid uuid) && known!.Replace("-", "", StringComparison.Ordinal).Distinct().Count() > 1 ? uuid
            : Guid.TryParse(Files.Line("/etc/machine-id"), out Guid machine) ? machine : Guid.Empty;
    }

    private static Dictionary<string, string> FirstProcessor()
    {
        var values = new Dictionary<string, string>();
        foreach (string line in (Files.Text("/proc/cpuinfo") ?? "").Split('\n').TakeWhile(l => l.Length > 0))
        {
            if (line.Split(':', 2) is [var key, var value])
            {
                values.TryAdd(key.Trim(), value.Trim());
            }
        }

        return values;
    }

    private static IEnumerable<string> Sleeps()
    {
        string[] states = (Files.Line("/sys/power/state") ?? "").Split(' ');
        bool memory = states.Contains("mem"), disk = states.Contains("disk");
        if (memory)
        {
            yield return "suspend_mem";
        }

        if (disk)
        {
            yield return "suspend_disk";
        }

        if (memory && disk)
        {
            yield return "suspend_hybrid";
        }
    }

    private static HostCell Cell(int number, NumberSet online)
    {
        string directory = string.Create(CultureInfo.InvariantCulture, $"{Cells}node{number}");
        NumberSet members = Files.Exists(directory + "/cpulist") ? NodeCpus.Set(directory + "/cpulist") : online;
        string[] distances = (Files.Line(directory + "/distance") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new HostCell(
            number,
            NodeMemory.OfCell(number).GetValueOrDefault("MemTotal"),
            [.. NodeMemory.Pages(number).Select(p => (p.SizeKiB, p.Total))],
            [.. NodeMemory.CellNumbers().Zip(distances, (cell, distance) => (cell, int.Parse(distance, CultureInfo.InvariantCulture)))],
            [.. members.Members().Where(c => online.Contains(c)).Select(Place)]);
    }

    private static HostCpuPlace Place(uint cpu)
    {
        string topology = string.Create(CultureInfo.InvariantCulture, $"{Cpus}cpu{cpu}/topology/");
        return new HostCpuPlace(
            (int)cpu,
            Number(topology + "physical_package_id"),
            Number(topology + "die_id"),
            Number(topology + "cluster_id"),
            Number(topology + "core_id"),
            Files.Line(topology + "thread_siblings_list") ?? cpu.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Those of the second level and above, each once.</summary>
    private static List<HostCacheBank> Caches(NumberSet online)
    {
        var banks = new List<HostCacheBank>();
        foreach (uint cpu in online.Members())
        {
            string directory = string.Create(CultureInfo.InvariantCulture, $"{Cpus}cpu{cpu}/cache");
            foreach (string index in Files.Names(directory).Where(n => n.StartsWith("index", StringComparison.Ordinal)))
            {
                string cache = $"{directory}/{index}/";
                string type = Files.Line(cache + "type") switch { "Data" => "data", "Instruction" => "code", _ => "both" };
                string size = Files.Line(cache + "size") ?? "";
                if (Number(cache + "level") is > 1 and int level && size.EndsWith('K')
                    && ulong.TryParse(size[..^1], CultureInfo.InvariantCulture, out ulong kiB))
                {
                    var bank = new HostCacheBank(Number(cache + "id"), level, type, kiB, Files.Line(cache + "shared_cpu_list") ?? "");
                    if (!banks.Contains(bank))
                    {
                        banks.Add(bank);
                    }
                }
            }
        }

        return [.. banks.OrderBy(b => b.Level).ThenBy(b => b.Type, StringComparer.Ordinal).ThenBy(b => b.Id)];
    }

    private static int Number(string file) => int.TryParse(Files.Line(file), CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static uint? Hex(string? text) => text?.StartsWith("0x", StringComparison.Ordinal) == true
        && uint.TryParse(text.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value) ? value : null;
}
