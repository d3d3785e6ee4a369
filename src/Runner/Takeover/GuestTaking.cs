using System.Globalization;
using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Launching;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Takeover;

/// <summary>
/// Takes one running guest over, and lets go of it (host-takeover.md 2.3, 2.7). Its record appears at one blow: before that nothing has happened to the guest,
/// after it the guest is one of VirshLite's. Nothing of it is stopped, moved or written to.
/// </summary>
internal sealed class GuestTaking(GuestStore store, SupervisorProgram supervisor, Settings libvirt, Action<string> warn)
{
    /// <summary>A file in the guest's directory: the live XML as it was taken, to see later what has changed.</summary>
    public const string TakenXml = "taken.xml";

    /// <summary>Whose entries of the journal are VirshLite's own, and go when the guest is let go.</summary>
    private const string OwnEntries = "virshlite";

    /// <summary>QEMU greets within milliseconds, unless somebody else is its client.</summary>
    private static readonly TimeSpan GreetingPatience = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan EndPatience = TimeSpan.FromSeconds(10);

    public void Take(GuestTakeover guest)
    {
        using FileLock held = store.Lock(guest.Name, warn);
        ProcessIdentity qemu = ProcessIdentity.Of(guest.Status.Pid)
            ?? throw new GuestException($"guest '{guest.Name}' has just ended: nothing was done to it");
        if (store.Read(guest.Name) is { } present)
        {
            if (present.TakenFrom is not null && present.Qemu == qemu)
            {
                return;
            }

            if (present.IsAlive)
            {
                throw new GuestException($"virshlite has another guest '{guest.Name}' running");
            }

            store.TidyUp(guest.Name, "crashed");
        }

        using FileDescriptor? processEnd = qemu.OpenPidFd();
        using var monitor = QmpClient.ConnectTo(qemu, guest.Status.MonitorPath!, processEnd);
        string greeting = Greeting(guest, monitor);
        (GuestState state, string reason) = StateOf(guest, monitor);
        Domain live = guest.Domain;
        live.Id = int.TryParse(guest.Status.ShortName.Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int id) ? id : live.Id;
        IReadOnlyList<ConsoleEndpoint> consoles = ConsoleEndpoints.Of(live, () => monitor.Execute("query-chardev"));
        GuestRecord record = Record(guest, qemu, greeting, state, reason) with { Consoles = consoles, Id = NumberFor(live.Id ?? 0) };
        record = record with { SupervisorSocket = store.SupervisorSocketOf(record.Id) };
        live.Id = record.Id;
        string xml = DomainWriter.Write(live, live: true);
        var hooks = new GuestHooks(libvirt with { Hooks = store.Settings.Hooks }, live, record.Id, store.JournalOf(guest.Name), store.DirectoryOf(guest.Name));
        store.Forget(guest.Name);
        store.TakeIn(record, xml, directory => Fill(directory, guest, record, xml, hooks));
        LiveXml.KeepNodeNumber(store, guest.Name, guest.Status.NodeIndex ?? 0);
        supervisor.Start(store, record, FileLock.Take(store.SupervisorLockOf(guest.Name)), monitor.Socket);
        try
        {
            hooks.Reconnect();
        }
        catch (GuestException e)
        {
            // libvirt would end the guest for it
            warn($"guest '{guest.Name}': {e.Message}");
        }
    }

    /// <summary>Nobody minds the guest from then on; what libvirt knows of it is what it was.</summary>
    public void LetGo(string name)
    {
        using FileLock held = store.Lock(name, warn);
        if (store.Read(name) is not { TakenFrom: not null } record)
        {
            return;
        }

        using FileLock minding = EndSupervisor(record);
        store.JournalOf(name).RunOwned(OwnEntries);
        Files.Delete(record.SupervisorSocket);
        store.Forget(name);
    }

    private static string Greeting(GuestTakeover guest, QmpClient monitor)
    {
        try
        {
            string greeting = monitor.Handshake(GreetingPatience);
            string? name = QmpJson.Text(monitor.Execute("query-name"), "name");
            string? uuid = QmpJson.Text(monitor.Execute("query-uuid"), "UUID");
            if ((name is not null && name != guest.Name) || (uuid is not null && Guid.TryParse(uuid, out Guid id) && id != guest.Domain.Uuid))
            {
                throw new GuestException($"the QEMU behind {guest.Status.MonitorPath} says that it is guest '{name}' ({uuid}), not '{guest.Name}'");
            }

            return greeting;
        }
        catch (TimeoutException e)
        {
            throw new GuestException($"somebody else holds the monitor of guest '{guest.Name}': is a libvirt daemon still there?", e);
        }
        catch (QmpClosedException e)
        {
            throw new GuestException($"guest '{guest.Name}' has just ended: nothing was done to it", e);
        }
    }

    /// <summary>QEMU's own word decides (host-takeover.md 2.3, step 4); the reason is libvirt's where both agree.</summary>
    private static (GuestState State, string Reason) StateOf(GuestTakeover guest, QmpClient monitor)
    {
        if (monitor.Execute("query-jobs").GetArrayLength() > 0)
        {
            throw new GuestException($"guest '{guest.Name}': QEMU has a job under way, or one that waits to be dismissed");
        }

        string status = QmpJson.Text(monitor.Execute("query-status"), "status") ?? "";
        GuestState noted = guest.Status.State switch
        {
            RunState.Running => GuestState.Running,
            RunState.PmSuspended => GuestState.PmSuspended,
            RunState.Crashed => GuestState.Crashed,
            _ => GuestState.Paused,
        };
        GuestState now = status switch
        {
            // one that has powered off by itself is ended by its supervisor
            "running" or "shutdown" => GuestState.Running,
            "suspended" => GuestState.PmSuspended,
            "guest-panicked" => GuestState.Crashed,
            "paused" or "watchdog" or "io-error" or "internal-error" => GuestState.Paused,
            _ => throw new GuestException($"guest '{guest.Name}': QEMU is in state '{status}', from which no guest is taken over"),
        };
        string reason = now == noted ? Word(guest.Status.Reason) : (now, status) switch
        {
            (GuestState.Running, _) => "unpaused",
            (GuestState.Crashed, _) => "panicked",
            (_, "io-error") => "I/O error",
            (_, "watchdog") => "watchdog",
            _ => "unknown",
        };
        return (now, reason);
    }

    /// <summary>libvirt's internal words as virsh prints them (host-takeover.md 7.3).</summary>
    private static string Word(string reason) => reason switch
    {
        "ioerror" => "I/O error",
        "wakeup" => "event wakeup",
        "migration" => "migrating",
        "panicked" => "crashed",
        _ => reason,
    };

    private GuestRecord Record(GuestTakeover guest, ProcessIdentity qemu, string greeting, GuestState state, string reason)
    {
        Domain domain = guest.Domain;
        return new GuestRecord
        {
            Name = guest.Name,
            Uuid = domain.Uuid ?? Guid.Empty,
            Id = 0,
            State = state,
            Reason = reason,
            Started = true,
            StartedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds() - (long)qemu.Age.TotalMilliseconds,
            Qemu = qemu,
            Binary = domain.Emulator ?? "",
            MonitorSocket = guest.Status.MonitorPath!,
            LogFile = $"{libvirt.LogDirectory}/{guest.Name}.log",
            DomainDirectory = guest.Status.LibDirectory ?? "",
            OnPoweroff = domain.Lifecycle.OnPoweroff ?? LifecycleAction.Destroy,
            OnReboot = domain.Lifecycle.OnReboot ?? LifecycleAction.Restart,
            OnCrash = domain.Lifecycle.OnCrash ?? LifecycleAction.Destroy,
            WatchdogDumps = domain.Watchdogs.Exists(w => w.Action == WatchdogAction.Dump),
            Rebooting = guest.Status.FakeReboot,
            DumpDirectory = libvirt.LibDirectory + "/dump",
            Vcpus = domain.Vcpus.OnlineCount,
            MaxMemoryKiB = domain.MemoryKiB ?? 0,
            MemoryKiB = domain.CurrentMemoryKiB ?? domain.MemoryKiB ?? 0,
            Greeting = greeting,
            Links = [.. domain.Interfaces.Select(i => new GuestLink(i.Alias ?? "", i.TargetDevice, InterfaceType.Names[i.Type],
                i.Source.Network ?? i.Source.Bridge ?? i.Source.Device ?? i.Source.Path, i.Model, i.Mac))],
            TakenFrom = guest.Facts.StatusFile,
        };
    }

    /// <summary>libvirt's number, which names the run's directories, unless a guest of ours has it.</summary>
    private int NumberFor(int libvirts)
    {
        if (libvirts <= 0 || store.All().Any(r => r.Id == libvirts))
        {
            return store.NextId();
        }

        store.PassId(libvirts);
        return libvirts;
    }

    /// <summary>All that the guest's directory holds; its journal ends with what is done first.</summary>
    private void Fill(string directory, GuestTakeover guest, GuestRecord record, string xml, GuestHooks hooks)
    {
        Files.WriteAtomically($"{directory}/{TakenXml}", System.Text.Encoding.UTF8.GetBytes(xml), FileModes.OwnerFile);
        if (guest.Profile is { } profile)
        {
            Files.WriteAtomically($"{directory}/{AppArmorGuard.LibvirtsFile}", System.Text.Encoding.UTF8.GetBytes($"/etc/apparmor.d/libvirt/{profile}"), FileModes.OwnerFile);
        }

        var journal = new CleanupJournal(directory + "/undo");
        hooks.WriteXml(directory);
        Add(journal, hooks.EndOf("release"));
        foreach (string group in guest.Facts.ControlGroups.Reverse())
        {
            journal.Add(CleanupAction.ControlGroup(group));
        }

        foreach (PlanStep step in guest.AfterHook.Reverse())
        {
            Add(journal, JournalEntry.Of(step));
        }

        Ports(guest).ForEach(journal.Add);
        guest.PciDevices.Reverse().ToList().ForEach(device => Note(journal, guest, device));
        Grants(guest).ForEach(journal.Add);
        Add(journal, hooks.EndOf("stopped"));
        foreach (PlanStep step in guest.AfterQemu.Reverse())
        {
            Add(journal, JournalEntry.Of(step));
        }

        foreach (int helper in guest.Status.SlirpHelpers.Select(h => h.Pid))
        {
            Add(journal, ProcessIdentity.Of(helper) is { } process ? CleanupAction.Process(process) : null);
        }

        string pidFile = $"{store.Settings.StateDirectory}/{Path.GetFileName(store.DirectoryOf(guest.Name))}.pid";
        journal.AddFor(OwnEntries, CleanupAction.File(pidFile));
        journal.AddFor(OwnEntries, CleanupAction.File(record.SupervisorSocket));
        QemuProcess.WritePidFile(pidFile, record.Qemu!.Value);
        journal.Add(CleanupAction.Process(record.Qemu!.Value));
    }

    private static void Add(CleanupJournal journal, CleanupAction? action)
    {
        if (action is not null)
        {
            journal.Add(action);
        }
    }

    /// <summary>Where the guest's network is VirshLite's too, its port there goes with it.</summary>
    private List<CleanupAction> Ports(GuestTakeover guest) =>
        [.. guest.Domain.Interfaces.Where(i => store.Settings.Privileged && i.Source is { Network: not null, PortId: not null })
            .Select(i => CleanupAction.Command(Environment.ProcessPath!, "--quiet", "--set", "state_directory=" + store.Settings.StateDirectory,
                "net-port-delete", i.Source.Network!, i.Source.PortId!))];

    private void Note(CleanupJournal journal, GuestTakeover guest, PciReturn device)
    {
        string? driver = Path.GetFileName(new FileInfo($"/sys/bus/pci/devices/{device.Address}/driver").ResolveLinkTarget(returnFinalTarget: true)?.FullName);
        if (driver is null)
        {
            return;
        }

        // no driver has this name: whichever fits the device is looked for
        const string Any = "*";
        journal.Add(CleanupAction.PciDriver("", device.Address, driver, device.Reprobe ? Any : ""));
        string claim = $"{StateFiles.DeviceClaims(store.Settings)}/{StateFiles.PciClaim(device.Address)}";
        journal.AddFor(OwnEntries, CleanupAction.File(claim));
        Files.MakeDirectory(Path.GetDirectoryName(claim)!, FileModes.OwnerDirectory);
        Files.WriteAtomically(claim, System.Text.Encoding.UTF8.GetBytes(guest.Name), FileModes.OwnerFile);
    }

    /// <summary>Files that are QEMU's now, each with what it is known by.</summary>
    private List<CleanupAction> Grants(GuestTakeover guest)
    {
        var grants = new List<CleanupAction>();
        foreach (OwnershipChange change in guest.Owners.Reverse())
        {
            try
            {
                using TrustedFile? file = TrustedFile.TryOpen(change.Path);
                if (file is not null && file.Status.Uid == change.Owner.Uid)
                {
                    grants.Add(CleanupAction.Ownership(new(change.Path, file.Identity, change.Owner, FileOwner.Root, change.GiveBack, change.IsRemembered)));
                }
            }
            catch (NativeException e)
            {
                warn($"guest '{guest.Name}': '{change.Path}' does not get its owner back when it ends: {e.Message}");
            }
        }

        return grants;
    }

    /// <summary>Whoever minds the guest ends; nobody else can begin to as long as the lock is held.</summary>
    private FileLock EndSupervisor(GuestRecord record)
    {
        long end = Environment.TickCount64 + (long)EndPatience.TotalMilliseconds;
        while (true)
        {
            if (store.Read(record.Name)?.Supervisor is { IsAlive: true } minder)
            {
                minder.Kill();
                minder.WaitForEnd(TimeSpan.FromSeconds(5));
            }

            if (FileLock.TryTake(store.SupervisorLockOf(record.Name)) is { } free)
            {
                return free;
            }

            if (Environment.TickCount64 > end)
            {
                throw new GuestException($"the supervisor of guest '{record.Name}' does not end");
            }

            Thread.Sleep(10);
        }
    }
}
