using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>The sections of a domain outside its devices, in libvirt's order (completion.md 6.20).</summary>
internal static class DomainSectionsWriter
{
    public static void WriteBeforeDevices(XmlOutput xml, Domain domain)
    {
        xml.Element("name", domain.Name).Element("uuid", domain.Uuid?.ToString());
        if (domain.HasGenId)
        {
            xml.Open("genid").CloseWith(domain.GenId?.ToString() ?? "");
        }

        xml.Element("title", domain.Title).Element("description", domain.Description);
        if (domain.MetadataXml is { } metadata)
        {
            xml.Raw(metadata, indent: false);
        }

        MemoryWriter.Sizes(xml, domain);
        MemoryWriter.BlkioTune(xml, domain.BlkioTune);
        MemoryWriter.MemTune(xml, domain.MemTune);
        MemoryWriter.MemoryBacking(xml, domain.MemoryBacking);
        ThreadsWriter.Vcpus(xml, domain.Vcpus);
        ThreadsWriter.IoThreads(xml, domain.IoThreads);
        ThreadsWriter.ThrottleGroups(xml, domain.ThrottleGroups);
        CpuTuneWriter.CpuTune(xml, domain.CpuTune);
        CpuTuneWriter.NumaTune(xml, domain.NumaTune);
        Resource(xml, domain.Resource);
        foreach (Sysinfo sysinfo in domain.Sysinfos)
        {
            SysinfoWriter.Write(xml, sysinfo);
        }

        OsWriter.Write(xml, domain.Os);
        IdMapWriter.Write(xml, domain.IdMap);
        FeaturesWriter.Write(xml, domain.Features);
        CpuWriter.Write(xml, domain.Cpu);
        ClockWriter.Write(xml, domain.Clock);
        LifecycleWriter.Write(xml, domain);
    }

    /// <summary>seclabel, keywrap, launchSecurity and the qemu namespace.</summary>
    public static void WriteAfterDevices(XmlOutput xml, Domain domain)
    {
        foreach (SecLabel label in domain.SecLabels)
        {
            SecurityWriter.SecLabel(xml, label);
        }

        SecurityWriter.KeyWrap(xml, domain.KeyWrap);
        SecurityWriter.LaunchSecurity(xml, domain.LaunchSecurity);
        QemuNamespaceWriter.Write(xml, domain.QemuNamespace);
    }

    private static void Resource(XmlOutput xml, Resource? resource)
    {
        if (resource is null || (resource.Partition is null && resource.FibreChannelAppId is null))
        {
            return;
        }

        xml.Open("resource").Element("partition", resource.Partition);
        if (resource.FibreChannelAppId is { } appId)
        {
            xml.Open("fibrechannel").Attr("appid", appId).Close();
        }

        xml.Close();
    }
}
