using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>&lt;domstatus&gt; as libvirt keeps it (host-takeover.md 5).</summary>
public static class DomainStatusWriter
{
    public static string Write(DomainStatus status)
    {
        var xml = new XmlOutput { IsLive = true, IsStatus = true };
        xml.Open("domstatus").Attr("state", RunState.Names[status.State]).Attr("reason", status.Reason).Attr("pid", status.Pid);
        Process(xml, status);
        Directories(xml, status);
        Tail(xml, status);
        DomainWriter.Write(xml, status.Domain);
        return xml.Close().ToString();
    }

    private static void Process(XmlOutput xml, DomainStatus status)
    {
        status.Taints.ForEach(taint => xml.Open("taint").Attr("flag", taint).Close());
        status.Deprecations.ForEach(sentence => xml.Element("deprecation", sentence));
        xml.Group("monitor", x => x.Attr("path", status.MonitorPath).Attr("type", status.MonitorType));
        xml.Empty("dbusDaemon", status.HasDbusDaemon).Empty("dbusVMState", status.HasDbusVmState);
        xml.Group("namespaces", x => status.Namespaces.ForEach(name => x.Empty(name)));
        xml.Group("vcpus", x => status.Vcpus.ForEach(vcpu => x.Open("vcpu").Attr("id", vcpu.Id).Attr("pid", vcpu.Thread).Close()));
        List(xml, "qemuCaps", "flag", "name", status.QemuCapabilities);
        xml.Element("lockstate", status.LockState);
        if (status.Job is { } job)
        {
            Job(xml, job);
        }

        xml.Empty("fakereboot", status.FakeReboot);
        List(xml, "devices", "device", "alias", status.DeviceAliases);
    }

    private static void Job(XmlOutput xml, StatusJob job)
    {
        xml.Open("job").Attr("type", job.Type).Attr("async", job.Async).Attr("phase", job.Phase).Hex("flags", job.Flags, 1)
            .Attr("asyncStarted", job.AsyncStarted).Attr("asyncPaused", job.AsyncPaused);
        foreach (StatusJobDisk disk in job.Disks)
        {
            xml.Open("disk").Attr("dev", disk.Target).YesNo("migrating", disk.IsMigrating);
            if (disk.Destination is { } destination)
            {
                StatusSourceWriter.Write(xml, "migrationSource", destination);
            }

            xml.Close();
        }

        xml.Group("tempBlockDirtyBitmaps", x =>
            job.TemporaryBitmaps.ForEach(bitmap => x.Open("bitmap").Attr("name", bitmap.Name).Attr("nodename", bitmap.Node).Close()));
        if (job.MigrationParameters is { } parameters)
        {
            MigrationParametersWriter.Write(xml, parameters);
        }

        if (job.SnapshotDelete is { } delete)
        {
            xml.Tree(delete);
        }

        xml.Close();
    }

    private static void Directories(XmlOutput xml, DomainStatus status)
    {
        xml.Group("numad", x => x.Attr("nodeset", status.NumadNodeset).Attr("cpuset", status.NumadCpuset));
        xml.Group("libDir", x => x.Attr("path", status.LibDirectory)).Group("channelTargetDir", x => x.Attr("path", status.ChannelTargetDirectory))
            .Group("memoryBackingDir", x => x.Attr("path", status.MemoryBackingDirectory));
        CpuWriter.Write(xml, status.Cpu);
        xml.Empty("chardevStdioLogd", status.ChardevStdioLogd).Empty("rememberOwner", status.RememberOwner);
        xml.Group("allowReboot", x => x.YesNo("value", status.AllowReboot)).Empty("prDaemon", status.HasReservationsDaemon);
    }

    private static void Tail(XmlOutput xml, DomainStatus status)
    {
        xml.Group("nodename", x => x.Attr("index", status.NodeIndex)).Group("fdset", x => x.Attr("index", status.FdSetIndex))
            .Empty("memPrealloc", status.MemoryPreallocated);
        if (status.BlockJobsActive is { } active)
        {
            xml.Open("blockjobs").YesNo("active", active);
            status.BlockJobs.ForEach(job => BlockJobStatusWriter.Write(xml, job));
            xml.Close();
        }

        xml.Group("slirp", x => status.SlirpHelpers.ForEach(helper =>
        {
            x.Open("helper").Attr("alias", helper.Alias).Attr("pid", helper.Pid);
            foreach (string feature in helper.Features)
            {
                x.Open("feature").Attr("name", feature).Close();
            }

            x.Close();
        }));
        xml.Element("agentTimeout", status.AgentTimeout?.ToString(CultureInfo.InvariantCulture));
        if (status.Backup is { } backup)
        {
            xml.Open("backups");
            BackupWriter.Write(xml, backup, status: true);
            xml.Close();
        }

        xml.Element("originalMemlock", status.OriginalMemlock).Element("preMigrationMemlock", status.PreMigrationMemlock);
    }

    private static void List(XmlOutput xml, string element, string child, string attribute, List<string>? words)
    {
        if (words is not null)
        {
            xml.Open(element);
            words.ForEach(word => xml.Open(child).Attr(attribute, word).Close());
            xml.Close();
        }
    }
}
