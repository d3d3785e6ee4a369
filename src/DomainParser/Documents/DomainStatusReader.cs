using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Documents;

/// <summary>
/// &lt;domstatus&gt;, libvirt's file about a running guest (host-takeover.md 5). What later versions add is read over with a warning, as libvirt does.
/// </summary>
public static class DomainStatusReader
{
    /// <exception cref="DomainException">The text is no such XML.</exception>
    public static DomainStatus Read(string xml, string fileName = "status XML") =>
        Read(xml, new ReadingContext(new ReadingOptions { FileName = fileName, Status = true, IgnoreUnknown = true }));

    /// <summary>The same; what was read over is in <paramref name="context"/> afterwards.</summary>
    /// <exception cref="DomainException">As above.</exception>
    public static DomainStatus Read(string xml, ReadingContext context)
    {
        var root = new XmlCursor(XmlSource.LoadRoot(xml, context.Options), context);
        if (root.Element.Name != "domstatus")
        {
            throw root.Error($"unexpected root element <{root.Name}>, expecting <domstatus>");
        }

        var status = new DomainStatus
        {
            State = root.RequiredEnum("state", RunState.Names),
            Reason = root.NonEmpty("reason") ?? "unknown",
            Pid = root.Int("pid") ?? 0,
            Domain = DomainReader.Read(root.RequiredChild("domain")),
        };
        Process(root, status);
        Directories(root, status);
        Counters(root, status);
        status.Job = root.Child("job") is { } job ? StatusJobReader.Read(job) : null;
        if (root.Child("blockjobs") is { } jobs)
        {
            status.BlockJobsActive = jobs.YesNo("active");
            status.BlockJobs.AddRange(jobs.Children("blockjob").Select(BlockJobStatusReader.Read));
        }

        status.Backup = root.Child("backups")?.Child("domainbackup") is { } backup ? BackupReader.Read(backup, status: true) : null;
        root.Finish();
        return status;
    }

    private static void Process(XmlCursor root, DomainStatus status)
    {
        status.Taints.AddRange(root.Children("taint").Select(t => t.RequiredText("flag")));
        status.Deprecations.AddRange(root.Children("deprecation").Select(d => d.Content));
        if (root.Child("monitor") is { } monitor)
        {
            status.MonitorPath = monitor.NonEmpty("path");
            status.MonitorType = monitor.NonEmpty("type");
        }

        status.HasDbusDaemon = root.HasChild("dbusDaemon");
        status.HasDbusVmState = root.HasChild("dbusVMState");
        if (root.Child("namespaces") is { } namespaces)
        {
            status.Namespaces.AddRange(namespaces.Element.Elements().Select(e => e.Name.LocalName));
            namespaces.TakeAnything();
        }

        status.Vcpus.AddRange((root.Child("vcpus")?.Children("vcpu") ?? []).Select((v, i) => new VcpuThread(v.UInt("id") ?? (uint)i, v.Int("pid") ?? 0)));
        status.QemuCapabilities = root.Child("qemuCaps") is { } flags ? [.. flags.Children("flag").Select(f => f.RequiredText("name"))] : null;
        status.LockState = root.ChildText("lockstate");
        status.FakeReboot = root.HasChild("fakereboot");
        status.DeviceAliases = root.Child("devices") is { } devices ? [.. devices.Children("device").Select(d => d.RequiredText("alias"))] : null;
        status.ChardevStdioLogd = root.HasChild("chardevStdioLogd");
        status.RememberOwner = root.HasChild("rememberOwner");
        status.AllowReboot = root.Child("allowReboot")?.YesNo("value");
        status.HasReservationsDaemon = root.HasChild("prDaemon");
        status.MemoryPreallocated = root.HasChild("memPrealloc");
        status.SlirpHelpers.AddRange((root.Child("slirp")?.Children("helper") ?? []).Select(h =>
            new SlirpHelper(h.RequiredText("alias"), h.Int("pid") ?? 0, [.. h.Children("feature").Select(f => f.RequiredText("name"))])));
    }

    private static void Directories(XmlCursor root, DomainStatus status)
    {
        if (root.Child("numad") is { } numad)
        {
            status.NumadNodeset = numad.NonEmpty("nodeset");
            status.NumadCpuset = numad.NonEmpty("cpuset");
        }

        status.LibDirectory = root.Child("libDir")?.NonEmpty("path");
        status.ChannelTargetDirectory = root.Child("channelTargetDir")?.NonEmpty("path");
        status.MemoryBackingDirectory = root.Child("memoryBackingDir")?.NonEmpty("path");
        status.Cpu = root.Child("cpu") is { } cpu ? CpuReader.ReadAlone(cpu) : null;
    }

    private static void Counters(XmlCursor root, DomainStatus status)
    {
        status.NodeIndex = root.Child("nodename")?.UInt("index");
        status.FdSetIndex = root.Child("fdset")?.UInt("index");
        status.AgentTimeout = root.Child("agentTimeout") is { } timeout ? (int)timeout.ContentLong() : null;
        status.OriginalMemlock = root.Child("originalMemlock")?.ContentULong();
        status.PreMigrationMemlock = root.Child("preMigrationMemlock")?.ContentULong();
    }
}
