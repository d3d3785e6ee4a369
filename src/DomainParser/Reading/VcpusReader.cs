using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;vcpu&gt; and &lt;vcpus&gt; (completion.md 4.4).</summary>
internal static class VcpusReader
{
    /// <summary>No guest can have more; keeps sets and lists small.</summary>
    private const uint MaximumVcpus = 16384;

    public static Vcpus Read(XmlCursor root)
    {
        var vcpus = new Vcpus();
        if (root.Child("vcpu") is { } cursor)
        {
            vcpus.Position = cursor.Position;
            vcpus.Maximum = Maximum(cursor);
            vcpus.Current = cursor.UInt("current");
            if (vcpus.Current > vcpus.Maximum)
            {
                throw cursor.Error($"maximum vCPU count must not be less than current vCPU count: {vcpus.Current} of {vcpus.Maximum}");
            }

            if (vcpus.Current == 0)
            {
                throw cursor.Error("a guest has at least one vCPU online");
            }

            vcpus.Placement = cursor.Enum("placement", VcpuPlacement.Names);
            NumberSet? cpus = cursor.NumberSet("cpuset");
            if (vcpus.Placement != VcpuPlacement.Auto)
            {
                vcpus.CpuSet = cpus is { IsEmpty: true } ? throw cursor.Error("the attribute 'cpuset' of <vcpu> names no CPU") : cpus;
            }
        }

        if (root.Child("vcpus") is { } list)
        {
            Individual(list, vcpus);
        }

        return vcpus;
    }

    private static uint Maximum(XmlCursor cursor)
    {
        string text = cursor.Content;
        return uint.TryParse(XmlCursor.Unsigned(text), NumberStyles.None, CultureInfo.InvariantCulture, out uint count) && count is > 0 and <= MaximumVcpus
            ? count
            : throw cursor.Error($"<vcpu> holds {XmlCursor.Shown(text)} where a number of vCPUs from 1 to {MaximumVcpus} belongs");
    }

    private static void Individual(XmlCursor list, Vcpus vcpus)
    {
        var seen = new HashSet<uint>();
        foreach (XmlCursor child in list.Children("vcpu"))
        {
            uint id = child.UInt("id") ?? throw child.Error("<vcpu> inside <vcpus> needs the attribute 'id'");
            if (id >= vcpus.Maximum)
            {
                throw child.Error($"vCPU {id} is beyond the guest's {vcpus.Maximum} vCPUs, counted from 0");
            }

            if (!seen.Add(id))
            {
                list.Context.Unknown($"vCPU {id} is there more than once", child.Position);
                vcpus.Individual.RemoveAll(v => v.Id == id);
            }

            var vcpu = new Vcpu
            {
                Position = child.Position,
                Id = id,
                Enabled = child.YesNo("enabled") ?? throw child.Error("<vcpu> inside <vcpus> needs the attribute 'enabled'"),
                Hotpluggable = child.YesNo("hotpluggable"),
                Order = child.UInt("order"),
            };
            if (vcpu.Order is 0 || vcpu.Order > vcpus.Maximum)
            {
                throw child.Error($"the order of a vCPU is from 1 to {vcpus.Maximum}");
            }

            vcpus.Individual.Insert(vcpus.Individual.FindLastIndex(v => v.Id < id) + 1, vcpu);
        }
    }
}
