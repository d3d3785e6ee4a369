using System.Globalization;
using VirshLite.DomainParser;

namespace VirshLite.Runner.Hosts.Nodes;

/// <summary>The host's CPUs as virsh's nodeinfo tells of them, from /proc and /sys (live-changes.md 15).</summary>
public sealed record NodeCpus(string Model, NumberSet Present, NumberSet Online, uint? MegaHertz, int Sockets, int Cores, int Threads, int Cells)
{
    private const string Cpus = "/sys/devices/system/cpu/";

    public static NodeCpus Read()
    {
        NumberSet present = Set(Cpus + "present"), online = Set(Cpus + "online");
        int cells = Directory.Exists("/sys/devices/system/node") ? Directory.GetDirectories("/sys/devices/system/node", "node*").Length : 0;
        var cpus = online.Members().Select(Place).ToList();
        int threads = Math.Max(1, cpus.GroupBy(c => (c.Socket, c.Core)).Max(core => core.Count()));

        // libvirt counts sockets a cell, so that their product with the cells is the number of CPUs
        int sockets = cpus.Select(c => c.Socket).Distinct().Count() / Math.Max(1, cells);
        int cores = Math.Max(1, cpus.GroupBy(c => c.Socket).Max(socket => socket.Select(c => c.Core).Distinct().Count()));
        return new NodeCpus(Architecture(), present, online, Speed(), Math.Max(1, sockets), cores, threads, Math.Max(1, cells));
    }

    /// <summary>CPU numbers in a file of the kernel's.</summary>
    public static NumberSet Set(string file) =>
        File.Exists(file) && NumberSet.TryParse(File.ReadAllText(file).Trim(), out NumberSet set)
            ? set : NumberSet.Range(0, (uint)Environment.ProcessorCount - 1);

    private static (int Socket, int Core) Place(uint cpu)
    {
        string topology = string.Create(CultureInfo.InvariantCulture, $"{Cpus}cpu{cpu}/topology/");
        return (Number(topology + "physical_package_id"), Number(topology + "core_id"));
    }

    private static int Number(string file) =>
        File.Exists(file) && int.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out int number) ? number : 0;

    private static uint? Speed()
    {
        string? line = File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("cpu MHz", StringComparison.Ordinal));
        return line is not null && double.TryParse(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture, out double mhz)
            ? (uint)mhz : null;
    }

    private static string Architecture() => System.Runtime.InteropServices.RuntimeInformation.OSArchitecture switch
    {
        System.Runtime.InteropServices.Architecture.X64 => "x86_64",
        System.Runtime.InteropServices.Architecture.Arm64 => "aarch64",
        var other => other.ToString().ToLowerInvariant(),
    };
}
