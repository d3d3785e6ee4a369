using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>The sections of a domain outside its devices. The order of the calls matters only where one section is checked against another.</summary>
internal static class DomainSectionsReader
{
    public static void Read(XmlCursor root, Domain domain)
    {
        Type(root, domain);
        Names(root, domain);
        Memory(root, domain);
        domain.Vcpus = VcpusReader.Read(root);
        domain.IoThreads = IoThreadsReader.Read(root);
        domain.BlkioTune = root.Child("blkiotune") is { } blkio ? BlkioTuneReader.Read(blkio) : null;
        domain.MemTune = root.Child("memtune") is { } mem ? MemTuneReader.Read(mem) : null;
        domain.MemoryBacking = root.Child("memoryBacking") is { } backing ? MemoryBackingReader.Read(backing) : null;
        domain.CpuTune = root.Child("cputune") is { } cpuTune ? CpuTuneReader.Read(cpuTune, domain) : null;
        domain.Cpu = root.Child("cpu") is { } cpu ? CpuReader.Read(cpu, domain.Vcpus) : null;
        domain.NumaTune = root.OnlyChild("numatune") is { } numaTune ? NumaTuneReader.Read(numaTune, domain) : null;
        domain.Resource = root.OnlyChild("resource") is { } resource ? ResourceReader.Read(resource) : null;
        domain.Features = root.Child("features") is { } features ? FeaturesReader.Read(features) : new Features();
        domain.Lifecycle = LifecycleReader.Read(root);
        domain.PowerManagement = root.Child("pm") is { } pm ? LifecycleReader.PowerManagement(pm) : new PowerManagement();
        domain.Perf = root.Child("perf") is { } perf ? LifecycleReader.Perf(perf) : null;
        domain.Clock = root.Child("clock") is { } clock ? ClockReader.Read(clock) : new Clock();
        OsReader.Read(root, domain);
        IommuFd(root, domain);
        domain.IdMap = IdMapReader.Read(root.Child("idmap"));
        ThrottleGroupsReader.Read(root, domain.ThrottleGroups);
        foreach (XmlCursor sysinfo in root.Children("sysinfo"))
        {
            domain.Sysinfos.Add(SysinfoReader.Read(sysinfo));
        }

        SecLabelReader.Read(root, domain);
        domain.KeyWrap = root.Child("keywrap") is { } keyWrap ? KeyWrapReader.Read(keyWrap) : null;
        domain.LaunchSecurity = root.Child("launchSecurity") is { } security ? LaunchSecurityReader.Read(security) : null;
        domain.QemuNamespace = QemuNamespaceReader.Read(root);
    }

    private static void Type(XmlCursor root, Domain domain)
    {
        if (root.Text("type") == "hyperv")
        {
            root.RefuseNewer(used: true, "type='hyperv'", "11.10");
            throw root.Unsupported("no emulator here supports virt type 'hyperv'");
        }

        domain.Type = root.RequiredEnum("type", DomainType.Names);
    }

    private static void IommuFd(XmlCursor root, Domain domain)
    {
        if (root.Since("12.2").Child("iommufd") is { } iommuFd)
        {
            domain.IommuFd = iommuFd.RequiredYesNo("enabled");
            domain.IommuFdGroup = iommuFd.NonEmpty("fdgroup");
        }
    }

    private static void Names(XmlCursor root, Domain domain)
    {
        domain.Id = root.Int("id");
        XmlCursor name = root.Child("name") ?? throw root.Error("missing name information: <domain> needs a <name>");
        domain.Name = name.Content;
        if (domain.Name.Length == 0 || domain.Name.AsSpan().ContainsAny('/', '\n'))
        {
            throw name.Error("the name of a domain is not empty and has no '/' or line end in it");
        }

        if (root.Child("uuid") is { } uuid && uuid.Content.Trim().Length > 0)
        {
            domain.Uuid = UuidText.Parse(uuid, uuid.Content);
        }

        if (root.Since("11.7").Child("hwuuid") is { } hardware && hardware.Content.Trim().Length > 0 && UuidText.Parse(hardware, hardware.Content) is var id)
        {
            domain.HardwareUuid = id == Guid.Empty ? null : id;
        }

        if (root.Child("genid") is { } genId)
        {
            domain.HasGenId = true;
            domain.GenId = genId.Content.Trim().Length > 0 ? UuidText.Parse(genId, genId.Content) : null;
        }

        if (root.Child("title") is { } title)
        {
            domain.Title = OsReader.Text(root, "title");
            if (domain.Title?.Contains('\n', StringComparison.Ordinal) == true)
            {
                throw title.Error("the title of a domain is one line");
            }
        }

        domain.Description = OsReader.Text(root, "description");
        domain.MetadataXml = root.Child("metadata") is { } metadata ? MetadataReader.Read(metadata) : null;
    }

    private static void Memory(XmlCursor root, Domain domain)
    {
        if (root.Child("maxMemory") is { } maximum)
        {
            domain.MaxMemoryKiB = maximum.ContentKiB() is var kib and > 0 ? kib : null;
            domain.MemorySlots = maximum.UInt("slots") ?? 0;
            if (domain.MemorySlots > 0 && domain.MaxMemoryKiB is null)
            {
                throw maximum.Error("memory slots need a maximum memory size");
            }
        }

        if (root.Child("memory") is { } memory)
        {
            domain.MemoryKiB = memory.ContentKiB();
            domain.DumpCore = memory.OnOff("dumpCore");
        }

        domain.CurrentMemoryKiB = root.FilledChild("currentMemory")?.ContentKiB();
    }
}
