using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>How much of its virtio-mem a running guest is to take (live-changes.md 8).</summary>
public static class VirtioMemSize
{
    /// <summary>By a whole device, of which only the requested size may differ.</summary>
    internal static IEnumerable<PlanStep> Live(RunningGuest guest, MemoryDevice wanted)
    {
        MemoryDevice present = guest.Live.MemoryDevices.Find(m => m.Model == wanted.Model && m.SizeKiB == wanted.SizeKiB && m.TargetNode == wanted.TargetNode
                && m.BlockSizeKiB == wanted.BlockSizeKiB && m.TargetBase == wanted.TargetBase && (wanted.Alias is null || wanted.Alias == m.Alias))
            ?? throw DomainException.Unsupported($"memory '{wanted.Alias ?? "(null)"}' not found");
        if (present.Model != MemoryModel.VirtioMem)
        {
            throw DomainException.Unsupported($"live update of memory device model '{MemoryModel.Names[present.Model]}' is not supported");
        }

        return Live(present, wanted.RequestedSizeKiB ?? 0);
    }

    /// <param name="present">The device as it stands in the running domain.</param>
    /// <param name="requestedKiB">How much is to be taken.</param>
    /// <exception cref="DomainException">That much cannot be.</exception>
    public static IEnumerable<PlanStep> Live(MemoryDevice present, ulong requestedKiB)
    {
        Check(present, requestedKiB);
        yield return new QmpStep("qom-set", new PropertyBag()
            .Add("path", "/machine/peripheral/" + present.Alias).Add("property", "requested-size").Add("value", requestedKiB * 1024));
        present.RequestedSizeKiB = requestedKiB;
    }

    public static void Check(MemoryDevice present, ulong requestedKiB)
    {
        if (present.BlockSizeKiB != 0 && requestedKiB % present.BlockSizeKiB != 0)
        {
            throw new DomainException("requested size must be an integer multiple of block size", default, RefusalKind.Plain);
        }

        if (requestedKiB > present.SizeKiB)
        {
            throw new DomainException($"requested size must be smaller than or equal to @size ({present.SizeKiB}KiB)", default, RefusalKind.Plain);
        }
    }

    /// <summary>The one virtio-mem device that is meant: by alias, by node, or because there is no other.</summary>
    /// <exception cref="DomainException">There is none, or several.</exception>
    public static MemoryDevice Find(Domain domain, string? alias, uint? node)
    {
        List<MemoryDevice> fitting = domain.MemoryDevices.FindAll(m =>
            (alias is null || m.Alias == alias) && (node is null || m.TargetNode == node));
        return fitting.Count switch
        {
            0 => throw new DomainException("no memory device found", default, RefusalKind.Plain),
            1 => fitting[0],
            _ => throw new DomainException("multiple memory devices found, use --alias or --node to select one", default, RefusalKind.Plain),
        };
    }
}
