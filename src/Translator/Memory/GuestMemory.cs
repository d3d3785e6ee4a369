using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Memory;

/// <summary>What several memory rules share: sizes, huge pages, the host nodes that memory comes from (core-arguments.md 8-9).</summary>
internal static class GuestMemory
{
    /// <summary>Huge pages of this size are no huge pages.</summary>
    public const ulong SystemPageKiB = 4;

    /// <summary>Memory without the memory devices, in KiB.</summary>
    public static ulong InitialKiB(Domain domain)
    {
        ulong devices = DevicesKiB(domain);
        ulong total = domain.MemoryKiB ?? 0;
        return total > devices ? total - devices : 0;
    }

    public static ulong DevicesKiB(Domain domain)
    {
        ulong sum = 0;
        foreach (MemoryDevice device in domain.MemoryDevices)
        {
            sum += device.SizeKiB;
        }

        return sum;
    }

    /// <summary>Whether memory can be added while the guest runs.</summary>
    public static bool HasHotplug(Domain domain) => domain.MaxMemoryKiB is not null || domain.MemorySlots > 0;

    /// <summary>The huge page in use for a guest node; null for ordinary pages. Required: the page names that node, so a backend must be there.</summary>
    public static (ulong SizeKiB, bool Required)? HugePage(Domain domain, IHostFacts host, uint? node)
    {
        HugePage? chosen = null;
        bool required = false;
        foreach (HugePage page in domain.MemoryBacking?.HugePages ?? [])
        {
            if (page.Nodeset is null)
            {
                chosen ??= page;
            }
            else if (node is { } n && page.Nodeset.Contains(n))
            {
                chosen = page;
                required = true;
                break;
            }
        }

        if (chosen is null)
        {
            return null;
        }

        ulong size = chosen.SizeKiB == 0 ? DefaultHugePageKiB(host, chosen.Position) : chosen.SizeKiB;
        return size == SystemPageKiB ? null : (size, required);
    }

    /// <summary>The guest's directory on the hugetlbfs mount of a page size.</summary>
    public static string HugePageDirectory(TranslationContext context, ulong sizeKiB, SourcePosition position = default)
    {
        foreach (HugepageMount mount in context.Host.HugepageMounts)
        {
            if (mount.PageSizeKiB == sizeKiB)
            {
                return $"{mount.Path}/libvirt/qemu/{context.Paths.ShortName}";
            }
        }

        throw DomainException.Internal($"Unable to find any usable hugetlbfs mount for {sizeKiB} KiB", position);
    }

    /// <summary>The guest's own directory for memory files, to be made before the start (startup.md 2).</summary>
    public static void PlanDirectory(CommandLineBuilder builder, string path)
    {
        if (!builder.Plan.Directories.Exists(d => d.Path == path))
        {
            builder.Plan.Directories.Add(new PlannedDirectory(path, FileModes.OwnerDirectory) { User = HelperUser.Qemu });
        }
    }

    /// <summary>The host nodes that memory of a guest node (null: all of it) is bound to; null where it may come from anywhere.</summary>
    public static NumberSet? HostNodes(TranslationContext context, uint? node)
    {
        NumaTune? tune = context.Domain.NumaTune;
        if (tune?.Memory is { Placement: NumaPlacement.Auto })
        {
            return AutomaticNodes(context);
        }

        return node is { } n && tune is not null && tune.Nodes.TryGetValue(n, out NumaTuneNode? own) ? own.Nodeset : tune?.Memory?.Nodeset;
    }

    public static NumaMode HostNodesMode(Domain domain, uint? node)
    {
        NumaTune? tune = domain.NumaTune;
        NumaMode? mode = node is { } n && tune is not null && tune.Nodes.TryGetValue(n, out NumaTuneNode? own) ? own.Mode : null;
        return mode ?? tune?.Memory?.Mode ?? NumaMode.Strict;
    }

    /// <summary>The nodes that the host advises for this guest.</summary>
    public static NumberSet AutomaticNodes(TranslationContext context)
    {
        Domain domain = context.Domain;
        IReadOnlyList<uint> nodes = context.Host.AutomaticNodes(domain.Vcpus.Maximum, (domain.MemoryKiB ?? 0) / 1024)
            ?? throw DomainException.Operation("automatic NUMA placement needs the advice of numad, which cannot be had on this host");
        return NumberSet.Of(nodes);
    }

    private static ulong DefaultHugePageKiB(IHostFacts host, SourcePosition position) =>
        host.HugepageMounts.Count > 0
            ? host.HugepageMounts[0].PageSizeKiB
            : throw DomainException.Internal("hugetlbfs filesystem is not mounted or disabled by administrator config", position);
}
