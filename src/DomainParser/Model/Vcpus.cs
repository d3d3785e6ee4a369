namespace VirshLite.DomainParser.Model;

/// <summary>&lt;vcpu&gt; and &lt;vcpus&gt; (formatdomain, "CPU Allocation"; completion.md 4.4).</summary>
public sealed class Vcpus
{
    public SourcePosition Position { get; set; }

    /// <summary>The number in &lt;vcpu&gt;, at least 1; 1 where the element is absent.</summary>
    public uint Maximum { get; set; } = 1;

    /// <summary>The current attribute; null = all. With &lt;vcpus&gt; that list decides instead.</summary>
    public uint? Current { get; set; }

    public VcpuPlacement? Placement { get; set; }

    /// <summary>The cpuset attribute.</summary>
    public NumberSet? CpuSet { get; set; }

    /// <summary>&lt;vcpus&gt;; empty where the element is absent. Sorted by id.</summary>
    public List<Vcpu> Individual { get; } = [];

    /// <summary>How many vCPUs are online at the start.</summary>
    public uint OnlineCount
    {
        get
        {
            if (Individual.Count == 0)
            {
                return Current ?? Maximum;
            }

            uint online = 0;
            foreach (Vcpu vcpu in Individual)
            {
                online += vcpu.Enabled ? 1u : 0;
            }

            return online;
        }
    }
}

public enum VcpuPlacement
{
    Static,
    Auto,
}

internal static class VcpuPlacementNames
{
    private static readonly EnumNames<VcpuPlacement> All = new("static", "auto");

    extension(VcpuPlacement)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VcpuPlacement> Names => All;
    }
}

/// <summary>&lt;vcpu id= enabled= hotpluggable= order=&gt;.</summary>
public sealed class Vcpu
{
    public SourcePosition Position { get; set; }

    public uint Id { get; set; }

    public bool Enabled { get; set; }

    public bool? Hotpluggable { get; set; }

    /// <summary>Counts from 1; null where absent.</summary>
    public uint? Order { get; set; }
}
