using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tuning;

/// <summary>A group of the unified hierarchy; its parts are threaded.</summary>
internal sealed class ControlGroupV2 : ControlGroup
{
    private readonly string root;
    private readonly string path;
    private readonly HashSet<string> controllers;
    private readonly List<string> directories;
    private bool isMade;

    public ControlGroupV2(string root, string path, HashSet<string> controllers)
    {
        this.root = root;
        this.path = path;
        this.controllers = controllers;
        directories = [path];
    }

    /// <summary>
    /// The group of a guest below a unit of systemd's, with its process in it: a unit that hands controllers down holds no process itself. null where that
    /// cannot be.
    /// </summary>
    public static ControlGroupV2? Below(string scope, int pid, bool withNodes = false)
    {
        string own = $"{scope}/{Parent}";
        try
        {
            HashSet<string> controllers = [.. File.ReadAllText(scope + "/cgroup.controllers")
                .Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries)
                .Intersect(["cpu", "memory", "io", .. withNodes ? [Nodes] : Array.Empty<string>()])];
            Files.MakeDirectory(own, FileModes.PublicDirectory);
            Write(own + "/cgroup.procs", pid.ToString(CultureInfo.InvariantCulture));
            Write(scope + "/cgroup.subtree_control", string.Join(' ', controllers.Select(c => "+" + c)));
            return new ControlGroupV2(scope, own, controllers) { isMade = true };
        }
        catch (Exception e) when (e is NativeException or IOException)
        {
            return null;
        }
    }

    public override IReadOnlyList<string> Directories => directories;

    public override bool Has(string controller) => controllers.Contains(controller);

    public override void Create()
    {
        if (isMade)
        {
            return;
        }

        string wanted = string.Join(' ', controllers.Select(c => "+" + c));
        string parent = $"{root}/{Parent}";
        Write(root + "/cgroup.subtree_control", wanted);
        Files.MakeDirectory(parent, FileModes.PublicDirectory);
        Write(parent + "/cgroup.subtree_control", wanted);
        Files.MakeDirectory(path, FileModes.PublicDirectory);
    }

    public override ControlGroup CreatePart(string name, bool withNodes)
    {
        string part = $"{path}/{name}";
        Files.MakeDirectory(part, FileModes.PublicDirectory);
        Write(part + "/cgroup.type", "threaded");
        Write(path + "/cgroup.subtree_control", withNodes ? "+cpu +" + Nodes : "+cpu");
        directories.Insert(0, part);
        return new ControlGroupV2(root, part, controllers);
    }

    public override void AddProcess(int pid) => Write(path + "/cgroup.procs", pid.ToString(CultureInfo.InvariantCulture));

    public override void AddThread(int thread) => Write(path + "/cgroup.threads", thread.ToString(CultureInfo.InvariantCulture));

    public override void SetCpuWeight(ulong shares) => Write(path + "/cpu.weight", Text(shares));

    public override void SetCpuQuota(ulong? period, long? quota)
    {
        string limit = quota is > 0 and { } q ? Text((ulong)q) : "max";
        Write(path + "/cpu.max", period is { } p ? limit + " " + Text(p) : limit);
    }

    public override void SetMemoryNodes(string nodes) => Write(path + "/cpuset.mems", nodes);

    public override void SetMemory(MemTune tune)
    {
        if (tune.HardLimitKiB is { } hard)
        {
            Write(path + "/memory.max", Bytes(hard, "max"));
        }

        if (tune.SoftLimitKiB is { } soft)
        {
            Write(path + "/memory.high", Bytes(soft, "max"));
        }

        if (tune.SwapHardLimitKiB is { } swap)
        {
            Write(path + "/memory.swap.max", Bytes(swap, "max"));
        }
    }

    public override void SetIo(BlkioTune tune)
    {
        string weights = File.Exists(path + "/io.bfq.weight") ? path + "/io.bfq.weight" : path + "/io.weight";
        if (tune.Weight is > 0 and { } weight)
        {
            Write(weights, "default " + Text(weight));
        }

        foreach (BlkioDevice device in tune.Devices)
        {
            string numbers = DeviceNumbers(device.Path);
            if (device.Weight is > 0 and { } own)
            {
                Write(weights, $"{numbers} {Text(own)}");
            }

            Limit(numbers, "riops", device.ReadIopsSec);
            Limit(numbers, "wiops", device.WriteIopsSec);
            Limit(numbers, "rbps", device.ReadBytesSec);
            Limit(numbers, "wbps", device.WriteBytesSec);
        }
    }

    private void Limit(string numbers, string key, ulong? value)
    {
        if (value is { } limit)
        {
            Write(path + "/io.max", $"{numbers} {key}={(limit == 0 ? "max" : Text(limit))}");
        }
    }
}
