using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Agent;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Questions;

namespace VirshLite.Conformance.Hotplug;

/// <summary>One virsh command on a recorded guest: its words become the change that virshlite makes of them.</summary>
internal sealed class VirshCommand(RunningGuest guest, RecordedMonitor monitor, StepResults results, VirshArguments arguments, string? device, string? newMac,
    string recordedOutput)
{
    /// <summary>The host of the recordings.</summary>
    private static readonly NumberSet HostCpus = NumberSet.Range(0, 1);

    /// <summary>What virsh prints, where it is more than that the work is done; null where it is not looked at.</summary>
    public string? Output { get; private set; }

    public void Run(string verb)
    {
        switch (verb)
        {
            case "attach-device":
                Plug(Affected.OfDevice(arguments.Has, guest), device!, Attach, ConfigChange.Attach);
                break;
            case "detach-device":
                Plug(Affected.OfDevice(arguments.Has, guest), device!, Detach, ConfigChange.Detach);
                break;
            case "update-device":
                Plug(Affected.OfCurrent(arguments.Has, guest), device!, Update, ConfigChange.Update);
                break;
            case "detach-device-alias":
                DetachAlias(arguments.Word(1, "alias")!);
                break;
            case "attach-disk":
                Plug(Affected.OfDevice(arguments.Has, guest), DeviceXml.Disk(DiskRequest()), Attach, ConfigChange.Attach);
                break;
            case "detach-disk":
                DetachDisk(arguments.Word(1, "target")!);
                break;
            case "attach-interface":
                Plug(Affected.OfDevice(arguments.Has, guest), DeviceXml.Interface(InterfaceRequest()), Attach, ConfigChange.Attach);
                break;
            case "detach-interface":
                DetachInterface();
                break;
            case "change-media":
                ChangeMedia();
                break;
            case "domif-setlink":
                SetLink();
                break;
            case "setmem":
                Memory();
                break;
            case "setmaxmem":
                Affected maximum = Affected.OfDevice(arguments.Has, guest);
                if (maximum.Live)
                {
                    throw DomainException.Operation("cannot resize the maximum memory on an active domain");
                }

                guest.Config = ConfigChange.Edit(guest, c => MemoryChange.Maximum(c, VirshArguments.Bytes(arguments.Word(1, "size")!, 1024) / 1024));
                break;
            case "dommemstat" when arguments["period"] is { } period:
                Period(period);
                break;
            case "setvcpus":
                SetVcpus();
                break;
            case "setvcpu":
                NumberSet.TryParse(arguments.Word(1, "vcpulist")!, out NumberSet wanted);
                bool enable = arguments.Has("enable");
                Vcpus(Affected.OfCurrent(arguments.Has, guest), c => VcpuChange.SetOne(c, wanted, enable), inventory =>
                    VcpuChange.SetOne(guest, wanted, enable, inventory, results));
                break;
            case "update-memory-device":
                MemoryDevice();
                break;
            case "blockresize":
                string? size = arguments.Word(2, "size");
                monitor.Run(BlockResize.Live(guest, arguments.Word(1, "path")!, size is null ? null : VirshArguments.Bytes(size, 1024)), results);
                break;
            case "blkdeviotune" when arguments.Named.Keys.Any(k =>
                k.EndsWith("-sec", StringComparison.Ordinal) || k.Contains("-max", StringComparison.Ordinal)):
                Limits();
                break;
            case "iothreadadd":
                uint id = uint.Parse(arguments.Word(1, "id")!, CultureInfo.InvariantCulture);
                Both(Affected.OfCurrent(arguments.Has, guest), c => IoThreadChange.Insert(c, id), () => IoThreadChange.Add(guest, id));
                break;
            case "iothreadset":
                IoThread();
                break;
            case "memtune" when arguments.Named.Keys.Any(k => k.EndsWith("-limit", StringComparison.Ordinal) || k == "min-guarantee"):
                var limits = new MemoryLimits(Kib("hard-limit"), Kib("soft-limit"), Kib("swap-hard-limit"), Kib("min-guarantee"));
                Both(Affected.OfCurrent(arguments.Has, guest), limits.Config, () => limits.Live(guest));
                break;
            case "blkiotune" when arguments.Named.Keys.Any(k => k.Contains("weight", StringComparison.Ordinal) || k.EndsWith("-sec", StringComparison.Ordinal)):
                Weights();
                break;
            case "numatune" when arguments.Has("mode") || arguments.Has("nodeset"):
                NumberSet.TryParse(arguments["nodeset"] ?? "", out NumberSet nodes);
                var numa = new NumaChange(arguments["mode"] is { } mode ? NumaChange.ModeOf(mode) : null, arguments.Has("nodeset") ? nodes : null);
                Both(Affected.OfCurrent(arguments.Has, guest), c => numa.Config(c, guest.Host), () => numa.Live(guest));
                break;
            case "schedinfo":
                Schedule();
                break;
            case "vcpupin" when arguments.Word(2, "cpulist") is { } cpus:
                uint vcpu = uint.Parse(arguments.Word(1, "vcpu")!, CultureInfo.InvariantCulture);
                Pin(cpus, (domain, set, live) => PinChange.Vcpu(domain, vcpu, set, live));
                break;
            case "emulatorpin" when arguments.Word(1, "cpulist") is { } cpus:
                Pin(cpus, (domain, set, _) => PinChange.Emulator(domain, set));
                break;
            case "iothreadpin":
                uint thread = uint.Parse(arguments.Word(1, "iothread")!, CultureInfo.InvariantCulture);
                Pin(arguments.Word(2, "cpulist")!, (domain, set, _) => PinChange.IoThread(domain, thread, set));
                break;
            case "domiftune" when arguments.Has("inbound") || arguments.Has("outbound"):
                string which = arguments.Word(1, "interface")!;
                InterfaceRates rates = InterfaceRates.Of(arguments["inbound"], arguments["outbound"]);
                Both(Affected.OfCurrent(arguments.Has, guest), c => rates.Config(DeviceXml.FindInterface(c, which)), () =>
                    rates.Live(DeviceXml.FindInterface(guest.Live, which)));
                break;
            case "desc" when arguments.Count > 1:
                string note = arguments.Rest(1);
                Note(domain => (domain.Title, domain.Description) = arguments.Has("title")
                    ? (note, domain.Description) : (domain.Title, note), $"Domain {(arguments.Has("title") ? "title" : "description")} updated successfully");
                break;
            case "metadata" when arguments.Has("set") || arguments.Has("remove"):
                string uri = arguments.Word(1, "uri")!;
                Note(domain => Keep(domain, uri), arguments.Has("set") ? "Metadata modified" : "Metadata removed");
                break;
            default:
                Question(verb);
                break;
        }
    }

    /// <summary>What is only asked.</summary>
    private void Question(string verb)
    {
        Domain domain = arguments.Has("config") || arguments.Has("inactive") ? guest.RequiredConfig : guest.Live;
        Output = verb switch
        {
            "domblklist" => DiskTable.Of(domain, arguments.Has("details")).ToString(quiet: false),
            "domiflist" => InterfaceTable.Of(domain).ToString(quiet: false),
            "domif-getlink" => InterfaceTable.LinkOf(domain, arguments.Word(1, "interface")!),
            "blkdeviotune" => ShownLimits(),
            "domiftune" => InterfaceRates.Text(DeviceXml.FindInterface(domain, arguments.Word(1, "interface")!)),
            "domifstat" => InterfaceStatistics.Text(arguments.Word(1, "interface")!, LinkFigures()),
            "dommemstat" => ShownMemory(),
            "vcpucount" when !arguments.Has("guest") => VcpuTable.Counts(guest.Live, guest.Config),
            "vcpucount" => AgentVcpus().Count(v => v.IsOnline).ToString(CultureInfo.InvariantCulture),
            "guestvcpus" => GuestVcpu.Text(AgentVcpus()),
            "vcpupin" => VcpuTable.Pins(domain, HostCpus).ToString(quiet: false),
            "emulatorpin" => VcpuTable.EmulatorPin(domain, HostCpus),
            "memtune" => MemoryLimits.Text(domain),
            "blkiotune" => BlockWeights.Text(domain, domain == guest.Live ? 100u : 0),
            "numatune" => NumaChange.Text(domain),
            "desc" => (arguments.Has("title") ? domain.Title : domain.Description)
                ?? $"No {(arguments.Has("title") ? "title" : "description")} for domain: {domain.Name}",
            "metadata" => DomainMetadata.Get(domain, arguments.Word(1, "uri")!) ?? "",
            "iothreadinfo" => VcpuTable.IoThreads(domain, IoThreadIds(), HostCpus)?.ToString(quiet: false) ?? "No IOThreads found for the domain",
            _ => throw new NotSupportedException(verb + " is not mapped"),
        };
    }

    private long? Kib(string name) => arguments[name] is not { } text ? null
        : text.StartsWith('-') ? -1
        : (long)(VirshArguments.Bytes(text, 1024) / 1024);

    private void Weights()
    {
        var weights = new BlockWeights
        {
            Weight = arguments["weight"] is { } weight ? uint.Parse(weight, CultureInfo.InvariantCulture) : null,
            Devices = BlockWeights.DeviceNames.Where(n => arguments[OptionOf(n)] is not null).ToDictionary(n => n, n => arguments[OptionOf(n)]!),
        };
        Both(Affected.OfCurrent(arguments.Has, guest), weights.Config, () => weights.Live(guest));

        static string OptionOf(string name) => name == "device_weight" ? "device-weights" : name.Replace('_', '-');
    }

    private void Schedule()
    {
        Affected affected = Affected.OfCurrent(arguments.Has, guest);
        var change = new SchedulerChange(arguments.All("set"));
        if (arguments.Has("set"))
        {
            Both(affected, change.Config, () => change.Live(guest));
        }

        Output = "Scheduler      : posix\n" + SchedulerChange.Text(affected.Live ? guest.Live : guest.RequiredConfig, affected.Live);
    }

    private void Pin(string cpus, Action<Domain, NumberSet, bool> change)
    {
        NumberSet set = PinChange.Parse(cpus, HostCpus);
        Both(Affected.OfCurrent(arguments.Has, guest), c => change(c, set, false), () => PinChange.Live(guest, "", set, live => change(live, set, true)));
    }

    private void Note(Action<Domain> change, string said)
    {
        Both(Affected.OfCurrent(arguments.Has, guest), change, () => Noted(change));
        Output = said;
    }

    private IEnumerable<PlanStep> Noted(Action<Domain> change)
    {
        change(guest.Live);
        yield break;
    }

    private void Keep(Domain domain, string uri)
    {
        if (arguments["set"] is { } xml)
        {
            DomainMetadata.Set(domain, uri, arguments["key"]!, xml);
        }
        else
        {
            DomainMetadata.Remove(domain, uri);
        }
    }

    private string ShownLimits()
    {
        string text = "";
        monitor.Run(BlockLimits.Ask(DeviceXml.Limited(guest.Live, arguments.Word(1, "device")!), results, t => text = t), results);
        return text;
    }

    /// <summary>What the process takes of the host is not in QEMU's answers.</summary>
    private string ShownMemory()
    {
        string text = "";
        monitor.Run(MemoryStatistics.Ask(guest.Live, HostFigure("rss"), results, t => text = t), results);
        return text;
    }

    /// <summary>The host's counters are not in QEMU's answers either.</summary>
    private LinkFigures LinkFigures()
    {
        ulong Of(string field) => recordedOutput.Split('\n').Select(l => l.Split(' ')).Where(l => l.Length == 3 && l[1] == field)
            .Select(l => ulong.Parse(l[2], CultureInfo.InvariantCulture)).FirstOrDefault();
        return new LinkFigures(Of("rx_bytes"), Of("rx_packets"), Of("rx_errs"), Of("rx_drop"), Of("tx_bytes"), Of("tx_packets"), Of("tx_errs"), Of("tx_drop"));
    }

    /// <summary>
    /// What the guest's agent answered: no exchange with it was recorded, so its answer is the one that virsh's words came from. All recordings with an agent
    /// are of one guest with two vCPUs.
    /// </summary>
    private IReadOnlyList<GuestVcpu> AgentVcpus()
    {
        string[] lines = recordedOutput.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        string Of(string name) => lines.FirstOrDefault(l => l.StartsWith(name, StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "";
        NumberSet ids = NumberSet.TryParse(Of("vcpus"), out NumberSet all) ? all : NumberSet.Range(0, uint.Parse(lines[0], CultureInfo.InvariantCulture) - 1);
        bool Is(string name, uint id) => !NumberSet.TryParse(Of(name), out NumberSet set) || set.Contains(id);
        string Word(bool value) => value ? "true" : "false";
        string reply = string.Join(',', ids.Members().Select(id =>
            $$"""{"logical-id":{{id}},"online":{{Word(Is("online", id))}},"can-offline":{{Word(Is("offlinable", id))}}}"""));
        using var document = JsonDocument.Parse($"[{reply}]");
        return GuestVcpu.Of(document.RootElement);
    }

    private ulong HostFigure(string name) =>
        ulong.Parse(recordedOutput.Split('\n').Select(l => l.Split(' ')).FirstOrDefault(l => l[0] == name)?[1] ?? "0", CultureInfo.InvariantCulture);

    /// <summary>In the order in which QEMU lists them.</summary>
    private IEnumerable<uint> IoThreadIds()
    {
        monitor.Run(IoThreadChange.Ask(), results);
        return IoThreadChange.Ids(results);
    }

    private void Plug(Affected affected, string xml, Func<Device, IEnumerable<PlanStep>> live, Func<RunningGuest, Device, Domain> config)
    {
        Domain? stored = affected.Config ? config(guest, Read(xml, guest.RequiredConfig)) : null;
        if (affected.Live)
        {
            monitor.Run(live(Read(xml, guest.Live)), results);
        }

        guest.Config = stored ?? guest.Config;
    }

    private void Both(Affected affected, Action<Domain> config, Func<IEnumerable<PlanStep>> live)
    {
        Domain? stored = affected.Config ? ConfigChange.Edit(guest, config) : null;
        if (affected.Live)
        {
            monitor.Run(live(), results);
        }

        guest.Config = stored ?? guest.Config;
    }

    private Device Read(string xml, Domain domain)
    {
        Device read = DeviceDocument.Read(xml, domain, new ReadingContext(new ReadingOptions { IgnoreUnknown = true }));
        if (read is Interface { Mac: null } nic && newMac is not null)
        {
            nic.Mac = newMac;
        }

        return read;
    }

    private IEnumerable<PlanStep> Attach(Device wanted) => DeviceAttach.Live(guest, wanted, results);

    private IEnumerable<PlanStep> Detach(Device wanted) => DeviceDetach.Live(guest, DeviceMatch.Find(guest.Live, wanted, live: true), results);

    private IEnumerable<PlanStep> Update(Device wanted) => DeviceUpdate.Live(guest, wanted, arguments.Has("force"), results);

    private void DetachAlias(string alias)
    {
        Affected affected = Affected.OfCurrent(arguments.Has, guest);
        Domain? stored = affected.Config ? ConfigChange.DetachAlias(guest, alias) : null;
        if (affected.Live)
        {
            monitor.Run(DeviceDetach.Live(guest, DeviceMatch.ByAlias(guest.Live, alias), results, waits: false), results);
        }

        guest.Config = stored ?? guest.Config;
    }

    private void DetachDisk(string target)
    {
        Affected affected = Affected.OfDevice(arguments.Has, guest);
        Disk disk = DeviceXml.FindDisk(affected is { Config: true, Live: false } ? guest.RequiredConfig : guest.Live, target);
        Plug(affected, DeviceDocument.Write(disk, guest.Live), Detach, ConfigChange.Detach);
    }

    private void DetachInterface()
    {
        Affected affected = Affected.OfDevice(arguments.Has, guest);
        Interface nic = DeviceXml.FindInterface(affected is { Config: true, Live: false }
            ? guest.RequiredConfig : guest.Live, arguments.Word(1, "type")!, arguments["mac"]);
        Plug(affected, DeviceDocument.Write(nic, guest.Live), Detach, ConfigChange.Detach);
    }

    private void ChangeMedia()
    {
        Affected affected = Affected.OfCurrent(arguments.Has, guest);
        Domain domain = affected.Live ? guest.Live : guest.RequiredConfig;
        MediaAction action = arguments.Has("eject") ? MediaAction.Eject : arguments.Has("insert") ? MediaAction.Insert : MediaAction.Update;
        if (DeviceXml.ChangedDrive(domain, arguments.Word(1, "path")!, arguments.Word(2, "source"), action, arguments.Has("block")) is not { } drive
            || arguments.Has("print-xml"))
        {
            return;
        }

        Plug(affected, DeviceDocument.Write(drive, domain), Update, ConfigChange.Update);
    }

    private void SetLink()
    {
        bool up = DeviceXml.LinkState(arguments.Word(2, "state")!);
        Affected affected = arguments.Has("config") ? new Affected(Live: false, Config: true) : new Affected(Live: true, Config: false);
        Domain domain = affected.Live ? guest.Live : guest.RequiredConfig;
        Interface nic = DeviceXml.FindInterface(domain, arguments.Word(1, "interface")!);
        Plug(affected, DeviceXml.WithLink(nic, domain, up), Update, ConfigChange.Update);
    }

    private void Memory()
    {
        ulong kib = (VirshArguments.Bytes(arguments.Word(1, "size")!, 1024) + 1023) / 1024;
        Both(Affected.OfDevice(arguments.Has, guest), c => MemoryChange.Config(c, kib), () => MemoryChange.Live(guest, kib));
    }

    private void Period(string text)
    {
        int seconds = int.Parse(text, CultureInfo.InvariantCulture);
        if (seconds < 0)
        {
            throw new DomainException($"Invalid collection period value '{text}'", default, RefusalKind.Plain);
        }

        Both(Affected.OfCurrent(arguments.Has, guest), c => MemoryChange.StatisticsPeriod(c, seconds), () => MemoryChange.StatisticsPeriod(guest, seconds));
    }

    private void SetVcpus()
    {
        uint count = uint.Parse(arguments.Word(1, "count")!, CultureInfo.InvariantCulture);
        if (count == 0)
        {
            throw new DomainException("Can't set 0 processors for a VM", default, RefusalKind.Plain);
        }

        if (arguments.Has("guest"))
        {
            return;
        }

        if (arguments.Has("maximum"))
        {
            if (!arguments.Has("config"))
            {
                throw new DomainException("Option --config is required by option --maximum", default, RefusalKind.Plain);
            }

            guest.Config = ConfigChange.Edit(guest, c => VcpuChange.SetMaximum(c, count));
            return;
        }

        Vcpus(Affected.OfDevice(arguments.Has, guest), c => VcpuChange.SetCount(c, count, arguments.Has("hotpluggable")), inventory =>
            VcpuChange.SetCount(guest, count, inventory, results));
    }

    private void Vcpus(Affected affected, Action<Domain> config, Func<CpuInventory, IEnumerable<PlanStep>> live)
    {
        Domain? stored = affected.Config ? ConfigChange.Edit(guest, config) : null;
        if (affected.Live)
        {
            // libvirt knows its vCPUs from before: the recordings have no question for them
            monitor.Run(live(RecordedCpus.Of(guest.Live)), results);
        }

        guest.Config = stored ?? guest.Config;
    }

    private void MemoryDevice()
    {
        MemoryDevice memory = VirtioMemSize.Find(guest.Live, arguments["alias"], arguments["node"] is { } node
            ? uint.Parse(node, CultureInfo.InvariantCulture) : null);
        ulong kib = VirshArguments.Bytes(arguments["requested-size"]!, 1024) / 1024;
        VirtioMemSize.Check(memory, kib);
        if (!arguments.Has("print-xml"))
        {
            monitor.Run(VirtioMemSize.Live(memory, kib), results);
        }
    }

    private void Limits()
    {
        string target = arguments.Word(1, "device")!;
        Dictionary<string, ulong> given = BlockLimits.All
            .Where(l => arguments[l.Name.Replace('_', '-')] is not null)
            .ToDictionary(l => l.Name, l => VirshArguments.Bytes(arguments[l.Name.Replace('_', '-')]!, 1));
        Both(
            Affected.OfCurrent(arguments.Has, guest),
            c => BlockLimits.Config(DeviceXml.Limited(c, target), given, arguments["group-name"]),
            () => BlockLimits.Live(DeviceXml.Limited(guest.Live, target), given, arguments["group-name"]));
    }

    private void IoThread()
    {
        uint id = uint.Parse(arguments.Word(1, "id")!, CultureInfo.InvariantCulture);
        var wanted = new IoThreadSettings
        {
            PollMaxNs = arguments["poll-max-ns"] is { } max ? ulong.Parse(max, CultureInfo.InvariantCulture) : null,
            PollGrow = arguments["poll-grow"] is { } grow ? uint.Parse(grow, CultureInfo.InvariantCulture) : null,
            PollShrink = arguments["poll-shrink"] is { } shrink ? uint.Parse(shrink, CultureInfo.InvariantCulture) : null,
            PoolMinimum = arguments["thread-pool-min"] is { } minimum ? int.Parse(minimum, CultureInfo.InvariantCulture) : null,
            PoolMaximum = arguments["thread-pool-max"] is { } maximum ? int.Parse(maximum, CultureInfo.InvariantCulture) : null,
        };
        Both(Affected.OfCurrent(arguments.Has, guest), c => wanted.ApplyTo(IoThreadChange.Find(c, id)), () => IoThreadChange.Set(guest, id, wanted, results));
    }

    private DiskRequest DiskRequest() => new(arguments.Word(1, "source")!, arguments.Word(2, "target")!)
    {
        TargetBus = arguments["targetbus"],
        Driver = arguments["driver"],
        Format = arguments["subdriver"],
        IoThread = arguments["iothread"],
        Cache = arguments["cache"],
        Io = arguments["io"],
        DeviceKind = arguments["type"],
        Mode = arguments["mode"],
        SourceType = arguments["sourcetype"],
        Serial = arguments["serial"],
        Wwn = arguments["wwn"],
        Alias = arguments["alias"],
        RawIo = arguments.Has("rawio"),
        Address = arguments["address"],
        Multifunction = arguments.Has("multifunction"),
        IsBlockDevice = (arguments.Word(1, "source") ?? "").StartsWith("/dev/", StringComparison.Ordinal),
    };

    private InterfaceRequest InterfaceRequest() => new(arguments.Word(1, "type")!, arguments.Word(2, "source")!)
    {
        Target = arguments["target"],
        Mac = arguments["mac"],
        Script = arguments["script"],
        Model = arguments["model"],
        Alias = arguments["alias"],
        Inbound = arguments["inbound"],
        Outbound = arguments["outbound"],
        Managed = arguments.Has("managed"),
        SourceMode = arguments["source-mode"],
    };
}
