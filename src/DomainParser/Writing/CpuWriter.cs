using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;cpu&gt; as libvirt prints it (cpu.md 2, "Written form").</summary>
internal static class CpuWriter
{
    public static void Write(XmlOutput xml, Cpu? cpu)
    {
        if (cpu is null or { IsImplicit: true } or { HasNoModel: true, VendorId: null, Topology: null, Cache: null, MaxPhysAddr: null, Numa: null })
        {
            return;
        }

        xml.Open("cpu");
        if (!cpu.HasNoModel)
        {
            xml.Attr("mode", cpu.Mode, CpuMode.Names);
            if (cpu.Mode == CpuMode.Custom)
            {
                xml.Attr("match", cpu.Match, CpuMatch.Names);
            }

            xml.Attr("check", cpu.Check, CpuCheck.Names).OnOff("migratable", cpu.Migratable).OnOff("deprecated_features", cpu.DeprecatedFeatures);
        }

        Model(xml, cpu);
        xml.Element("vendor", cpu.Vendor);
        if (cpu.Topology is { } topology)
        {
            xml.Open("topology").Attr("sockets", topology.Sockets).Attr("dies", topology.Dies)
                .Attr("clusters", topology.Clusters == 0 ? null : topology.Clusters)
                .Attr("cores", topology.Cores).Attr("threads", topology.Threads).Close();
        }

        if (cpu.Cache is { } cache)
        {
            xml.Open("cache").Attr("level", cache.Level).Attr("mode", CpuCacheMode.Names[cache.Mode]).Close();
        }

        if (cpu.MaxPhysAddr is { } address)
        {
            xml.Open("maxphysaddr").Attr("mode", CpuMaxPhysAddrMode.Names[address.Mode]).Attr("bits", address.Bits).Attr("limit", (int?)address.Limit).Close();
        }

        foreach (CpuFeature feature in cpu.Features)
        {
            xml.Open("feature").Attr("policy", CpuFeaturePolicy.Names[feature.Policy]).Attr("name", feature.Name).Close();
        }

        if (cpu.Numa is { } numa)
        {
            NumaWriter.Write(xml, numa);
        }

        xml.Close();
    }

    private static void Model(XmlOutput xml, Cpu cpu)
    {
        if (cpu.Mode is not (CpuMode.Custom or CpuMode.HostModel) || (cpu.Model is null && cpu.VendorId is null))
        {
            return;
        }

        xml.Open("model");
        if (cpu.Model is not null)
        {
            xml.Attr("fallback", CpuFallback.Names[cpu.Fallback ?? CpuFallback.Allow]);
        }

        xml.Attr("vendor_id", cpu.VendorId).CloseWith(cpu.Model ?? "");
    }
}
