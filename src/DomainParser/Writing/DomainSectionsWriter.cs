using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>The sections of a domain outside its devices, in libvirt's order (completion.md 6.20).</summary>
internal static class DomainSectionsWriter
{
    public static void WriteBeforeDevices(XmlOutput xml, Domain domain)
    {
        xml.Element("name", domain.Name).Element("uuid", domain.Uuid?.ToString()).Element("hwuuid", domain.HardwareUuid?.ToString());
        if (domain.HasGenId)
        {
            xml.Open("genid").CloseWith(domain.GenId?.ToString() ?? "");
        }

        xml.Element("title", domain.Title).Element("description", domain.Description);
        if (domain.MetadataXml is { } metadata)
        {
            // laid out for a domain that is the root; inside a snapshot it stands deeper
            string deeper = new(' ', (xml.Depth - 1) * 2);
            xml.Raw(deeper + metadata.Replace("\n", "\n" + deeper, StringComparison.Ordinal), indent: false);
        }

        MemorySizesWriter.Write(xml, domain);
        BlkioTuneWriter.Write(xml, domain.BlkioTune);
        MemTuneWriter.Write(xml, domain.MemTune);
        MemoryBackingWriter.Write(xml, domain.MemoryBacking);
        VcpusWriter.Write(xml, domain.Vcpus);
        IoThreadsWriter.Write(xml, domain.IoThreads);
        ThrottleGroupsWriter.Write(xml, domain.ThrottleGroups);
        CpuTuneWriter.Write(xml, domain.CpuTune);
        NumaTuneWriter.Write(xml, domain.NumaTune);
        ResourceWriter.Write(xml, domain.Resource);
        foreach (Sysinfo sysinfo in domain.Sysinfos)
        {
            SysinfoWriter.Write(xml, sysinfo);
        }

        if (domain.IommuFd is not null)
        {
            xml.Open("iommufd").YesNo("enabled", domain.IommuFd).Attr("fdgroup", domain.IommuFdGroup).Close();
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
            SecLabelWriter.Write(xml, label);
        }

        KeyWrapWriter.Write(xml, domain.KeyWrap);
        LaunchSecurityWriter.Write(xml, domain.LaunchSecurity);
        QemuNamespaceWriter.Write(xml, domain.QemuNamespace);
    }
}
