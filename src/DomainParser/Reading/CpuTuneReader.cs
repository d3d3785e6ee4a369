using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;cputune&gt; (formatdomain, "CPU tuning"; refusals: completion.md 8).</summary>
internal static class CpuTuneReader
{
    private const ulong MinimumPeriod = 1000;
    private const ulong MaximumPeriod = 1000000;
    private const long MinimumQuota = 1000;
    private const long MaximumQuota = 17592186044415;

    public static CpuTune Read(XmlCursor cursor, Domain domain)
    {
        var tune = new CpuTune
        {
            Shares = cursor.FilledChild("shares")?.ContentULong(),
            Period = Period(cursor, "period"),
            Quota = Quota(cursor, "quota"),
            GlobalPeriod = Period(cursor, "global_period"),
            GlobalQuota = Quota(cursor, "global_quota"),
            EmulatorPeriod = Period(cursor, "emulator_period"),
            EmulatorQuota = Quota(cursor, "emulator_quota"),
            IoThreadPeriod = Period(cursor, "iothread_period"),
            IoThreadQuota = Quota(cursor, "iothread_quota"),
        };
        Pins(cursor, domain, tune);
        Schedulers(cursor, domain, tune);
        foreach (XmlCursor child in cursor.Children("cachetune"))
        {
            CacheTune cache = CacheTune(child);
            if (!child.Knows("12.8") || child.HasAnything)
            {
                tune.CacheTunes.Add(cache);
            }
        }

        foreach (XmlCursor child in cursor.Children("memorytune"))
        {
            tune.MemoryTunes.Add(MemoryTune(child));
        }

        foreach (XmlCursor child in cursor.Since("12.8").Children("energytune"))
        {
            var energy = new EnergyTune { Vcpus = Vcpus(child) };
            Monitors(child, energy.Monitors, withLevel: false);
            tune.EnergyTunes.Add(energy);
        }

        RequireOneKindOfMonitors(cursor, tune);

        return tune;
    }

    private static ulong? Period(XmlCursor cursor, string name)
    {
        XmlCursor? child = cursor.FilledChild(name);
        ulong? value = child?.ContentULong();
        return value is null or 0 or (>= MinimumPeriod and <= MaximumPeriod)
            ? value
            : throw child!.Error($"<{name}> is from {MinimumPeriod} to {MaximumPeriod} microseconds");
    }

    private static long? Quota(XmlCursor cursor, string name)
    {
        XmlCursor? child = cursor.FilledChild(name);
        long? value = child?.ContentLong();
        return value is null or <= 0 or (>= MinimumQuota and <= MaximumQuota)
            ? value
            : throw child!.Error($"<{name}> is from {MinimumQuota} to {MaximumQuota} microseconds, or negative for no limit");
    }

    private static void Pins(XmlCursor cursor, Domain domain, CpuTune tune)
    {
        foreach (XmlCursor child in cursor.Children("vcpupin"))
        {
            uint vcpu = child.UInt("vcpu") ?? throw child.Error("<vcpupin> needs the attribute 'vcpu'");
            NumberSet cpus = CpuSet(child);
            if (vcpu >= domain.Vcpus.Maximum)
            {
                // as libvirt does: such a pin is left over from a guest that had more vCPUs
                continue;
            }

            if (!tune.VcpuPins.TryAdd(vcpu, cpus))
            {
                throw child.Error($"duplicate vcpupin for vcpu '{vcpu}'");
            }
        }

        if (cursor.Child("emulatorpin") is { } emulator)
        {
            tune.EmulatorPin = CpuSet(emulator);
        }

        foreach (XmlCursor child in cursor.Children("iothreadpin"))
        {
            uint id = child.UInt("iothread") ?? throw child.Error("<iothreadpin> needs the attribute 'iothread'");
            RequireIoThread(child, domain, id);
            if (!tune.IoThreadPins.TryAdd(id, CpuSet(child)))
            {
                throw child.Error($"duplicate iothreadpin for same iothread '{id}'");
            }
        }
    }

    private static NumberSet CpuSet(XmlCursor cursor)
    {
        NumberSet cpus = cursor.NumberSet("cpuset") ?? throw cursor.Error($"<{cursor.Name}> needs the attribute 'cpuset'");
        return cpus.IsEmpty ? throw cursor.Error($"the attribute 'cpuset' of <{cursor.Name}> names no CPU") : cpus;
    }

    private static void RequireIoThread(XmlCursor cursor, Domain domain, uint id)
    {
        // the threads that only the count asks for get the lowest free numbers, so ids up to the count are there unless explicit ones take their place
        if (domain.IoThreads is not { } threads || !threads.Ids().Contains(id))
        {
            throw cursor.Unsupported($"Cannot find 'iothread' : {id}");
        }
    }

    private static void Schedulers(XmlCursor cursor, Domain domain, CpuTune tune)
    {
        if (cursor.Child("emulatorsched") is { } emulator)
        {
            tune.EmulatorSched = Scheduler(emulator);
        }

        foreach (XmlCursor child in cursor.Children("vcpusched"))
        {
            Scheduler scheduler = Scheduler(child);
            foreach (uint vcpu in Members(child, "vcpus"))
            {
                if (vcpu >= domain.Vcpus.Maximum)
                {
                    throw child.Error($"there is no vCPU {vcpu}: the guest has {domain.Vcpus.Maximum}, counted from 0");
                }

                if (!tune.VcpuScheds.TryAdd(vcpu, scheduler))
                {
                    throw child.Error($"'vcpusched' attributes 'vcpus' must not overlap: vCPU {vcpu} stands in several");
                }
            }
        }

        foreach (XmlCursor child in cursor.Children("iothreadsched"))
        {
            Scheduler scheduler = Scheduler(child);
            foreach (uint id in Members(child, "iothreads"))
            {
                RequireIoThread(child, domain, id);
                if (!tune.IoThreadScheds.TryAdd(id, scheduler))
                {
                    throw child.Error($"'iothreadsched' attributes 'iothreads' must not overlap: iothread {id} stands in several");
                }
            }
        }
    }

    private static IEnumerable<uint> Members(XmlCursor cursor, string attribute)
    {
        NumberSet set = cursor.NumberSet(attribute) ?? throw cursor.Error($"<{cursor.Name}> needs the attribute '{attribute}'");
        return set.IsEmpty ? throw cursor.Error($"the attribute '{attribute}' of <{cursor.Name}> is empty") : set.Members();
    }

    private static Scheduler Scheduler(XmlCursor cursor)
    {
        SchedulerPolicy policy = cursor.RequiredEnum("scheduler", SchedulerPolicy.Names);
        if (policy is SchedulerPolicy.Fifo or SchedulerPolicy.Rr)
        {
            return new Scheduler(policy, cursor.Int("priority")
                ?? throw cursor.Error($"scheduler '{SchedulerPolicy.Names[policy]}' needs the attribute 'priority'"));
        }

        // the others have none, and libvirt does not look
        cursor.IgnoreAttributes("priority");
        return new Scheduler(policy, 0);
    }

    private static CacheTune CacheTune(XmlCursor cursor)
    {
        var tune = new CacheTune { Vcpus = Vcpus(cursor), Id = cursor.NonEmpty("id") };
        foreach (XmlCursor child in cursor.Children("cache"))
        {
            tune.Caches.Add(new CacheTuneCache
            {
                Id = child.UInt("id") ?? throw child.Error("<cache> needs the attribute 'id'"),
                Level = child.UInt("level") ?? throw child.Error("<cache> needs the attribute 'level'"),
                Type = child.RequiredEnum("type", CacheTuneType.Names),
                SizeBytes = child.AttributeBytes("size", "B") ?? throw child.Error("<cache> needs the attribute 'size'"),
            });
        }

        Monitors(cursor, tune.Monitors, withLevel: true);
        return tune;
    }

    private static MemoryTune MemoryTune(XmlCursor cursor)
    {
        var tune = new MemoryTune { Vcpus = Vcpus(cursor), Id = cursor.NonEmpty("id") };
        foreach (XmlCursor child in cursor.Children("node"))
        {
            tune.Nodes.Add((
                child.UInt("id") ?? throw child.Error("<node> needs the attribute 'id'"),
                child.UInt("bandwidth") ?? throw child.Error("<node> needs the attribute 'bandwidth'")));
        }

        Monitors(cursor, tune.Monitors, withLevel: false);
        return tune;
    }

    private static void Monitors(XmlCursor cursor, List<TuneMonitor> monitors, bool withLevel)
    {
        foreach (XmlCursor child in cursor.Children("monitor"))
        {
            uint? level = withLevel ? child.UInt("level") ?? throw child.Error("<monitor> needs the attribute 'level'") : null;
            monitors.Add(new TuneMonitor { Level = level, Vcpus = Vcpus(child) });
        }
    }

    private static void RequireOneKindOfMonitors(XmlCursor cursor, CpuTune tune)
    {
        IEnumerable<NumberSet> monitors = [.. tune.CacheTunes.SelectMany(t => t.Monitors).Concat(tune.EnergyTunes.SelectMany(t => t.Monitors))
            .Select(m => m.Vcpus)];
        if (monitors.Any(vcpus => vcpus.IsEmpty) && monitors.Any(vcpus => !vcpus.IsEmpty))
        {
            throw cursor.Error("Whole-process and explicit monitors cannot be mixed");
        }
    }

    private static NumberSet Vcpus(XmlCursor cursor) =>
        cursor.NumberSet("vcpus") ?? (cursor.Knows("12.8") ? NumberSet.Empty : null) ?? throw cursor.Error($"<{cursor.Name}> needs the attribute 'vcpus'");
}
