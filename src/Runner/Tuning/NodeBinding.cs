using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Runner.Tuning;

/// <summary>
/// &lt;numatune&gt; with mode='restrictive': QEMU itself is told nothing, the kernel gives memory from these nodes of the host alone (startup.md 6).
/// </summary>
internal sealed class NodeBinding
{
    private readonly Domain domain;
    private readonly NumaTune tune;

    private NodeBinding(Domain domain, NumaTune tune, NumberSet all)
    {
        this.domain = domain;
        this.tune = tune;
        All = all.ToString();
    }

    /// <summary>The guest's nodes, <c>0-1,4</c>.</summary>
    public string All { get; }

    /// <summary>Cells of the guest have nodes of their own.</summary>
    public bool HasCells => tune.Nodes.Count > 0;

    /// <summary>null where the domain does not ask for it.</summary>
    public static NodeBinding? Of(Domain domain) =>
        domain.NumaTune is { Memory: { Mode: NumaMode.Restrictive, Nodeset: { IsEmpty: false } all } } tune ? new(domain, tune, all) : null;

    /// <summary>The nodes of the cell that a vCPU is in; null where that is the guest's.</summary>
    public string? OfVcpu(uint vcpu) =>
        domain.Cpu?.Numa?.Cells.Find(c => c.Cpus?.Contains(vcpu) == true) is { } cell && tune.Nodes.TryGetValue(cell.Id, out NumaTuneNode? node)
            ? node.Nodeset.ToString() : null;
}
