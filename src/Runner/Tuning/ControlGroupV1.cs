using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Tuning;

/// <summary>A group in each of the older hierarchies; parts exist for CPUs, and for nodes where those count.</summary>
internal sealed class ControlGroupV1 : ControlGroup
{
    private readonly string root;
    private readonly string name;
    private readonly string[] controllers;
    private readonly List<string> directories = [];

    public ControlGroupV1(string root, string name, string[] controllers)
    {
        this.root = root;
        this.name = name;
        this.controllers = controllers;
        directories.AddRange(controllers.Select(PathOf));
    }

    public override IReadOnlyList<string> Directories => directories;

    public override bool Has(string controller) => controllers.Contains(controller == "io" ? "blkio" : controller);

    public override void Create()
    {
        foreach (string directory in directories)
        {
            Files.MakeDirectory(directory, FileModes.PublicDirectory);
        }

        if (Has(Nodes))
        {
            // nothing can be put into a group that has neither CPUs nor nodes; it gets those of the group above, from the top down
            string at = $"{root}/{Nodes}";
            foreach (string part in name.Split('/'))
            {
                Inherit(at, at + "/" + part, "cpuset.cpus");
                Inherit(at, at + "/" + part, "cpuset.mems");
                at += "/" + part;
            }

            Write(at + "/cpuset.memory_migrate", "1");
        }
    }

    public override ControlGroup CreatePart(string part, bool withNodes)
    {
        var group = new ControlGroupV1(root, $"{name}/{part}", withNodes ? ["cpu", Nodes] : ["cpu"]);
        group.Create();
        directories.InsertRange(0, group.directories);
        return group;
    }

    public override void AddProcess(int pid)
    {
        foreach (string controller in controllers)
        {
            Write(PathOf(controller) + "/cgroup.procs", pid.ToString(CultureInfo.InvariantCulture));
        }
    }

    public override void AddThread(int thread)
    {
        foreach (string controller in controllers)
        {
            Write(PathOf(controller) + "/tasks", thread.ToString(CultureInfo.InvariantCulture));
        }
    }

    public override void SetMemoryNodes(string nodes) => Write(PathOf(Nodes) + "/cpuset.mems", nodes);

    public override void SetCpuWeight(ulong shares) => Write(PathOf("cpu") + "/cpu.shares", Text(shares));

    public override void SetCpuQuota(ulong? period, long? quota)
    {
        if (period is { } p)
        {
            Write(PathOf("cpu") + "/cpu.cfs_period_us", Text(p));
        }

        if (quota is { } q)
        {
            Write(PathOf("cpu") + "/cpu.cfs_quota_us", q > 0 ? Text((ulong)q) : "-1");
        }
    }

    public override void SetMemory(MemTune tune)
    {
        if (tune.HardLimitKiB is { } hard)
        {
            Write(PathOf("memory") + "/memory.limit_in_bytes", Bytes(hard, "-1"));
        }

        if (tune.SoftLimitKiB is { } soft)
        {
            Write(PathOf("memory") + "/memory.soft_limit_in_bytes", Bytes(soft, "-1"));
        }

        if (tune.SwapHardLimitKiB is { } swap)
        {
            Write(PathOf("memory") + "/memory.memsw.limit_in_bytes", Bytes(swap, "-1"));
        }
    }

    public override void SetIo(BlkioTune tune)
    {
        string directory = PathOf("blkio");
        string flavour = File.Exists(directory + "/blkio.bfq.weight") ? "blkio.bfq.weight" : "blkio.weight";
        if (tune.Weight is > 0 and { } weight)
        {
            Write($"{directory}/{flavour}", Text(weight));
        }

        foreach (BlkioDevice device in tune.Devices)
        {
            string numbers = DeviceNumbers(device.Path);
            Limit($"{flavour}_device", numbers, device.Weight);
            Limit("blkio.throttle.read_iops_device", numbers, device.ReadIopsSec);
            Limit("blkio.throttle.write_iops_device", numbers, device.WriteIopsSec);
            Limit("blkio.throttle.read_bps_device", numbers, device.ReadBytesSec);
            Limit("blkio.throttle.write_bps_device", numbers, device.WriteBytesSec);
        }
    }

    private void Limit(string file, string numbers, ulong? value)
    {
        if (value is > 0 and { } limit)
        {
            Write($"{PathOf("blkio")}/{file}", $"{numbers} {Text(limit)}");
        }
    }

    private string PathOf(string controller) => $"{root}/{controller}/{name}";

    private static void Inherit(string from, string to, string file)
    {
        string own = $"{to}/{file}";
        if (File.ReadAllText(own).Trim().Length == 0)
        {
            Write(own, File.ReadAllText($"{from}/{file}").Trim());
        }
    }
}
