using System.Globalization;
using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Tuning;

/// <summary>Thread ids of a QEMU by what they do. <paramref name="Vcpus"/> is empty where all vCPUs share one thread.</summary>
internal sealed record GuestThreads(IReadOnlyDictionary<uint, int> Vcpus, IReadOnlyDictionary<uint, int> IoThreads, IReadOnlyList<int> Emulator)
{
    public static GuestThreads Ask(QmpClient monitor, ProcessIdentity qemu)
    {
        Dictionary<uint, int> vcpus = AskVcpus(monitor, qemu);
        Dictionary<uint, int> iothreads = AskIoThreads(monitor);
        int[] others = [.. All(qemu).Except(vcpus.Values).Except(iothreads.Values)];
        return new GuestThreads(vcpus, iothreads, others);
    }

    private static Dictionary<uint, int> AskVcpus(QmpClient monitor, ProcessIdentity qemu)
    {
        var threads = new Dictionary<uint, int>();
        foreach (JsonElement cpu in monitor.Execute("query-cpus-fast").EnumerateArray())
        {
            int thread = cpu.GetProperty("thread-id").GetInt32();
            if (thread == qemu.Pid || threads.ContainsValue(thread))
            {
                return [];
            }

            threads[cpu.GetProperty("cpu-index").GetUInt32()] = thread;
        }

        return threads;
    }

    private static Dictionary<uint, int> AskIoThreads(QmpClient monitor)
    {
        var threads = new Dictionary<uint, int>();
        foreach (JsonElement thread in monitor.Execute("query-iothreads").EnumerateArray())
        {
            string id = thread.GetProperty("id").GetString()!;
            if (id.StartsWith("iothread", StringComparison.Ordinal) && uint.TryParse(id.AsSpan(8), CultureInfo.InvariantCulture, out uint number))
            {
                threads[number] = thread.GetProperty("thread-id").GetInt32();
            }
        }

        return threads;
    }

    private static IEnumerable<int> All(ProcessIdentity process)
    {
        foreach (string directory in Directory.EnumerateDirectories(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Pid}/task")))
        {
            yield return int.Parse(Path.GetFileName(directory.AsSpan()), CultureInfo.InvariantCulture);
        }
    }
}
