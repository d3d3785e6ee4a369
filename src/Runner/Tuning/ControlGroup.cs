using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Tuning;

/// <summary>
/// The control group of one guest, or a part of it for some threads (startup.md 6). Version 2 has one directory; version 1 one for each controller. Values are
/// the XML's.
/// </summary>
internal abstract class ControlGroup
{
    /// <summary>Guests' groups stand below this one.</summary>
    protected const string Parent = "virshlite";

    /// <summary>null where the host has no usable control groups.</summary>
    /// <param name="root">Where they are mounted.</param>
    /// <param name="guest">The group's name.</param>
    /// <param name="withNodes">The guest's memory is bound to nodes of the host.</param>
    /// <param name="allowed">The controllers that may be used, by the names of version 1; null = all.</param>
    public static ControlGroup? Find(string root, string guest, bool withNodes = false, IReadOnlyList<string>? allowed = null)
    {
        string unified = File.Exists(root + "/cgroup.controllers") ? root : root + "/unified";
        string controllers = unified + "/cgroup.controllers";
        string[] words = File.Exists(controllers) ? File.ReadAllText(controllers).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries) : [];
        string[] known = [.. ((string[])["cpu", "memory", "blkio", .. withNodes ? [Nodes] : Array.Empty<string>()]).Where(c => allowed?.Contains(c) != false)];
        string[] wanted = [.. known.Select(c => c == "blkio" ? "io" : c)];
        if (words.Intersect(wanted).Any())
        {
            return new ControlGroupV2(unified, $"{unified}/{Parent}/{guest}", [.. words.Intersect(wanted)]);
        }

        // a mixed host keeps its controllers in the older hierarchies
        string[] mounted = [.. known.Where(c => File.Exists($"{root}/{c}/cgroup.procs"))];
        return mounted.Length == 0 ? null : new ControlGroupV1(root, $"{Parent}/{guest}", mounted);
    }

    /// <summary>The controller that binds memory to nodes of the host.</summary>
    protected const string Nodes = "cpuset";

    /// <summary>cpu, memory, io or cpuset.</summary>
    public abstract bool Has(string controller);

    /// <summary>Directories to remove when the guest is gone, the innermost first.</summary>
    public abstract IReadOnlyList<string> Directories { get; }

    public abstract void Create();

    /// <summary>A part of the guest for some of its threads; <paramref name="withNodes"/>: with nodes of its own.</summary>
    public abstract ControlGroup CreatePart(string name, bool withNodes);

    public abstract void AddProcess(int pid);

    public abstract void AddThread(int thread);

    public abstract void SetCpuWeight(ulong shares);

    /// <summary>Microseconds; a negative quota = no limit; null = as it is.</summary>
    public abstract void SetCpuQuota(ulong? period, long? quota);

    /// <summary>KiB.</summary>
    public abstract void SetMemory(MemTune tune);

    public abstract void SetIo(BlkioTune tune);

    /// <summary>Nodes of the host that memory comes from, as the kernel writes them: <c>0-1,4</c>.</summary>
    public abstract void SetMemoryNodes(string nodes);

    protected static void Write(string path, string value)
    {
        using FileDescriptor file = Files.OpenWrite(path);
        Files.Write(file, System.Text.Encoding.ASCII.GetBytes(value), path);
    }

    protected static string Text(ulong value) => value.ToString(CultureInfo.InvariantCulture);

    protected static string Bytes(ulong kib, string unlimited) => kib >= MemTune.UnlimitedKiB ? unlimited : Text(kib * 1024);

    /// <summary><c>MAJ:MIN</c> of a block device.</summary>
    protected static string DeviceNumbers(string path)
    {
        string name = Path.GetFileName(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path);
        string file = $"/sys/class/block/{name}/dev";
        return File.Exists(file) ? File.ReadAllText(file).Trim()
            : throw new GuestException($"unsupported configuration: '{path}' of <blkiotune> is no block device");
    }
}
