using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;cputune&gt;.</summary>
internal static class CpuTuneWriter
{
    public static void Write(XmlOutput xml, CpuTune? tune)
    {
        if (tune is not null)
        {
            xml.Group("cputune", x => Children(x, tune));
        }
    }

    private static void Children(XmlOutput xml, CpuTune tune)
    {
        xml.Element("shares", tune.Shares);
        Limits(xml, "period", tune.Period, "quota", tune.Quota);
        Limits(xml, "global_period", tune.GlobalPeriod, "global_quota", tune.GlobalQuota);
        Limits(xml, "emulator_period", tune.EmulatorPeriod, "emulator_quota", tune.EmulatorQuota);
        Limits(xml, "iothread_period", tune.IoThreadPeriod, "iothread_quota", tune.IoThreadQuota);
        foreach ((uint vcpu, NumberSet cpus) in tune.VcpuPins)
        {
            xml.Open("vcpupin").Attr("vcpu", vcpu).Attr("cpuset", cpus.ToString()).Close();
        }

        if (tune.EmulatorPin is { } emulator)
        {
            xml.Open("emulatorpin").Attr("cpuset", emulator.ToString()).Close();
        }

        foreach ((uint id, NumberSet cpus) in tune.IoThreadPins)
        {
            xml.Open("iothreadpin").Attr("iothread", id).Attr("cpuset", cpus.ToString()).Close();
        }

        if (tune.EmulatorSched is { } scheduler)
        {
            Scheduler(xml.Open("emulatorsched"), scheduler);
        }

        foreach ((uint vcpu, Scheduler sched) in tune.VcpuScheds)
        {
            Scheduler(xml.Open("vcpusched").Attr("vcpus", vcpu), sched);
        }

        foreach ((uint id, Scheduler sched) in tune.IoThreadScheds)
        {
            Scheduler(xml.Open("iothreadsched").Attr("iothreads", id), sched);
        }

        foreach (CacheTune cache in tune.CacheTunes)
        {
            CacheTune(xml, cache);
        }

        foreach (MemoryTune memory in tune.MemoryTunes)
        {
            MemoryTune(xml, memory);
        }

        foreach (EnergyTune energy in tune.EnergyTunes)
        {
            xml.Open("energytune").Attr("vcpus", energy.Vcpus.IsEmpty ? null : energy.Vcpus.ToString());
            Monitors(xml, energy.Monitors);
            xml.Close();
        }
    }

    private static void Limits(XmlOutput xml, string periodName, ulong? period, string quotaName, long? quota)
    {
        xml.Element(periodName, period == 0 ? null : period);
        xml.Element(quotaName, quota is null or 0 ? null : quota.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    private static void Scheduler(XmlOutput xml, Scheduler scheduler)
    {
        xml.Attr("scheduler", SchedulerPolicy.Names[scheduler.Policy]);
        if (scheduler.Policy is SchedulerPolicy.Fifo or SchedulerPolicy.Rr)
        {
            xml.Attr("priority", scheduler.Priority);
        }

        xml.Close();
    }

    private static void CacheTune(XmlOutput xml, CacheTune tune)
    {
        xml.Open("cachetune").Attr("vcpus", tune.Vcpus.IsEmpty ? null : tune.Vcpus.ToString());
        foreach (CacheTuneCache cache in tune.Caches)
        {
            (ulong size, string unit) = PrettySize.Of(cache.SizeBytes);
            xml.Open("cache").Attr("id", cache.Id).Attr("level", cache.Level).Attr("type", CacheTuneType.Names[cache.Type]);
            xml.Attr("size", size).Attr("unit", unit).Close();
        }

        Monitors(xml, tune.Monitors);
        xml.Close();
    }

    private static void MemoryTune(XmlOutput xml, MemoryTune tune)
    {
        xml.Open("memorytune").Attr("vcpus", tune.Vcpus.ToString());
        foreach ((uint id, uint bandwidth) in tune.Nodes)
        {
            xml.Open("node").Attr("id", id).Attr("bandwidth", bandwidth).Close();
        }

        Monitors(xml, tune.Monitors);
        xml.Close();
    }

    private static void Monitors(XmlOutput xml, List<TuneMonitor> monitors)
    {
        foreach (TuneMonitor monitor in monitors)
        {
            xml.Open("monitor").Attr("level", monitor.Level).Attr("vcpus", monitor.Vcpus.IsEmpty ? null : monitor.Vcpus.ToString()).Close();
        }
    }
}
