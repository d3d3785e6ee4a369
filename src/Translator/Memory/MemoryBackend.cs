using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Memory;

/// <summary>
/// One memory backend object and, where the host's memory is touched beforehand on certain nodes, the thread context that does it (core-arguments.md 9).
/// </summary>
internal sealed class MemoryBackend
{
    private readonly TranslationContext context;
    private readonly bool globalPrealloc;
    private readonly string id;
    private readonly uint? node;
    private readonly MemoryDevice? device;
    private readonly (ulong SizeKiB, bool Required)? hugePage;
    private readonly MemoryAccess? access;
    private string? directory;

    private MemoryBackend(CommandLineBuilder builder, string id, uint? node, MemoryDevice? device)
    {
        context = builder.Context;
        globalPrealloc = builder.MemPreallocEmitted;
        this.id = id;
        this.node = node;
        this.device = device;
        NumaCell? cell = Cell();
        MemoryBacking? backing = context.Domain.MemoryBacking;
        access = device?.Access ?? cell?.MemAccess ?? backing?.Access;
        hugePage = FindHugePage();
    }

    /// <summary>True where this memory cannot do without a backend of its own.</summary>
    public bool IsRequired { get; private set; }

    /// <summary>Whether the memory is to be allocated at the start.</summary>
    public bool Preallocates { get; private set; }

    public PropertyBag? ThreadContext { get; private set; }

    public PropertyBag Properties { get; private set; } = null!;

    /// <param name="id">The object's id.</param>
    /// <param name="node">The guest node the memory belongs to; null for the memory of a guest without nodes.</param>
    public static MemoryBackend Create(CommandLineBuilder builder, string id, uint? node, ulong sizeKiB, MemoryDevice? device = null)
    {
        var backend = new MemoryBackend(builder, id, node, device);
        backend.Build(sizeKiB);
        return backend;
    }

    /// <summary>Puts out the thread context and the backend.</summary>
    public void AddTo(CommandLineBuilder builder)
    {
        if (directory is not null)
        {
            GuestMemory.PlanDirectory(builder, directory);
        }

        if (ThreadContext is not null)
        {
            builder.AddObject(ThreadContext);
        }

        builder.AddObject(Properties);
    }

    private NumaCell? Cell() =>
        node is { } n && context.Domain.Cpu?.Numa is { } numa && n < numa.Cells.Count ? numa.Cells[(int)n] : null;

    private (ulong SizeKiB, bool Required)? FindHugePage()
    {
        if (device is { PageSizeKiB: > 0 })
        {
            return device.PageSizeKiB == GuestMemory.SystemPageKiB ? null : (device.PageSizeKiB, true);
        }

        return GuestMemory.HugePage(context.Domain, context.Host, node);
    }

    private void Build(ulong sizeKiB)
    {
        MemoryBacking? backing = context.Domain.MemoryBacking;
        MemorySource? source = backing?.Source;
        bool isMemfd = false;
        bool isFile = false;
        Preallocates = backing?.Allocation == MemoryAllocation.Immediate;
        if (device is { Path: not null })
        {
            Preallocates |= device is { Model: MemoryModel.Nvdimm, Pmem: false };
        }
        else
        {
            Preallocates |= hugePage is not null;
        }

        if (device is { Model: MemoryModel.SgxEpc })
        {
            Preallocates = true;
            Properties = CommandLineBuilder.Object("memory-backend-epc", id);
        }
        else if (source == MemorySource.Memfd && device?.Path is null)
        {
            isMemfd = true;
            Properties = Memfd();
        }
        else if (hugePage is not null || device?.Path is not null || access is not null || source == MemorySource.File)
        {
            isFile = true;
            Properties = File();
        }
        else
        {
            Properties = CommandLineBuilder.Object("memory-backend-ram", id);
        }

        if (node is null && device is null && (isFile || isMemfd) && context.Capabilities.Has(Flags.MemoryBackendFileXUseCanonicalPathForRamblockId))
        {
            Properties.Add("x-use-canonical-path-for-ramblock-id", false);
        }

        bool preallocated = Preallocation();
        Properties.Add("size", (ulong?)(sizeKiB * 1024));
        if (device is not null)
        {
            Properties.AddPositive("align", device.AlignSizeKiB * 1024).Add("pmem", device.Pmem ? true : null);
        }

        HostNodes(preallocated);
        bool isBound = node is { } n && context.Domain.NumaTune?.Nodes.ContainsKey(n) == true;
        IsRequired = hugePage is { Required: true } || isBound || access is not null || source is MemorySource.File or MemorySource.Memfd || device is not null;
    }

    private PropertyBag Memfd()
    {
        if (!context.Capabilities.Has(Flags.MemoryBackendMemfd))
        {
            throw DomainException.Unsupported("this QEMU doesn't support memory-backend-memfd", context.Domain.MemoryBacking!.Position);
        }

        PropertyBag properties = CommandLineBuilder.Object("memory-backend-memfd", id);
        if (hugePage is { } page)
        {
            properties.Add("hugetlb", true).Add("hugetlbsize", (ulong?)(page.SizeKiB * 1024));
        }

        return properties.Add("share", access is { } a ? a == MemoryAccess.Shared : null);
    }

    private PropertyBag File()
    {
        string? path = device?.Path;
        if (path is null)
        {
            directory = hugePage is { } page
                ? GuestMemory.HugePageDirectory(context, page.SizeKiB, context.Domain.MemoryBacking?.Position ?? default)
                : context.Paths.MemoryDirectory;
            path = hugePage is null ? $"{directory}/{device?.Alias ?? id}" : directory;
        }

        bool? discard = device?.Path is null ? device?.Discard ?? Cell()?.Discard ?? (context.Domain.MemoryBacking is { Discard: true } ? true : null) : null;
        return CommandLineBuilder.Object("memory-backend-file", id)
            .Add("mem-path", path)
            .Add("discard-data", discard)
            .Add("share", access is { } a ? a == MemoryAccess.Shared : null);
    }

    /// <summary>How and whether QEMU touches the memory beforehand; true where "prealloc" was written.</summary>
    private bool Preallocation()
    {
        if (device is { Model: MemoryModel.VirtioMem })
        {
            // such memory is taken in pieces by the device itself
            if (globalPrealloc && !context.Capabilities.Has(Flags.VirtioMemPciPrealloc))
            {
                Properties.Add("prealloc", false);
            }

            Properties.Add("reserve", context.Capabilities.Has(Flags.MemoryBackendFileReserve) ? false : null);
            return false;
        }

        if (globalPrealloc)
        {
            return false;
        }

        Properties.Add("prealloc", Preallocates ? true : null).Add("prealloc-threads", context.Domain.MemoryBacking?.AllocationThreads);
        return Preallocates;
    }

    private void HostNodes(bool preallocated)
    {
        NumberSet? nodes = device?.NodeMask ?? GuestMemory.HostNodes(context, node);
        if (nodes is null)
        {
            return;
        }

        foreach (uint n in nodes.Members())
        {
            if (!context.Options.NoHostChecks && !context.Host.NumaNodes.Contains(n))
            {
                throw DomainException.Unsupported($"NUMA node {n} is unavailable", context.Domain.NumaTune?.Position ?? default);
            }
        }

        bool isBound = device?.NodeMask is not null && context.Rules.MemoryDeviceIsBoundToItsNodes;
        NumaMode mode = isBound ? NumaMode.Strict : GuestMemory.HostNodesMode(context.Domain, node);
        if (mode != NumaMode.Restrictive)
        {
            Properties.AddArray("host-nodes", Numbers(nodes)).Add("policy", mode switch
            {
                NumaMode.Preferred => "preferred",
                NumaMode.Interleave => "interleave",
                _ => "bind",
            });
        }

        if (!preallocated || !context.Capabilities.Has(Flags.ThreadContext))
        {
            return;
        }

        NumberSet affinity = EmulatorNodes() is { } allowed ? nodes.Intersect(allowed) : nodes;
        if (!affinity.IsEmpty)
        {
            ThreadContext = CommandLineBuilder.Object("thread-context", "tc-" + id).AddArray("node-affinity", Numbers(affinity));
            Properties.Add("prealloc-context", "tc-" + id);
        }
    }

    /// <summary>The nodes of the CPUs that QEMU itself is pinned to; null where it may run anywhere.</summary>
    private NumberSet? EmulatorNodes()
    {
        Domain domain = context.Domain;
        NumberSet? cpus = domain.CpuTune?.EmulatorPin;
        if (cpus is null && domain.Vcpus.Placement == VcpuPlacement.Auto)
        {
            if (context.Host.AutomaticCpus(domain.Vcpus.Maximum, (domain.MemoryKiB ?? 0) / 1024) is not { } advised)
            {
                return GuestMemory.AutomaticNodes(context);
            }

            cpus = NumberSet.Of(advised);
        }

        cpus ??= domain.Vcpus.CpuSet;
        if (cpus is null)
        {
            return null;
        }

        var nodes = new List<uint>();
        foreach (uint n in context.Host.NumaNodes)
        {
            foreach (uint cpu in context.Host.CpusOfNode(n))
            {
                if (cpus.Contains(cpu))
                {
                    nodes.Add(n);
                    break;
                }
            }
        }

        return NumberSet.Of(nodes);
    }

    private static IEnumerable<PropertyValue> Numbers(NumberSet set)
    {
        foreach (uint n in set.Members())
        {
            yield return new NumberProperty(n);
        }
    }
}
