using System.Runtime.InteropServices;
using System.Text;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Native;
using VirshLite.Runner.Networking;
using VirshLite.Runner.Passthrough;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Tuning;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// Carries out one plan: prepares the host, starts helpers and QEMU, brings the guest up over QMP and hands it to its supervisor (startup.md 3). Every step is
/// noted in the guest's journal first; when one fails, the journal is run backwards and nothing is left but the log.
/// </summary>
public sealed class GuestLauncher
{
    private readonly GuestStore store;
    private readonly SupervisorProgram supervisor;
    private readonly LaunchPlan plan;
    private readonly StartOptions options;
    private readonly Settings settings;
    private readonly CleanupJournal journal;
    private GuestRecord record;
    private readonly GuestLog log;
    private GuestOutput? output;
    private readonly LoggedFiles? logged;
    private SelinuxGuard? selinux;
    private long logStart;
    private bool greeted;
    private readonly Lock endOfStart = new();
    private bool started;
    private volatile bool interrupted;

    private GuestLauncher(GuestStore store, SupervisorProgram supervisor, LaunchPlan plan, StartOptions options)
    {
        this.store = store;
        this.supervisor = supervisor;
        this.plan = plan;
        this.options = options;
        settings = plan.Paths.Settings;
        journal = store.JournalOf(plan.Domain.Name);
        log = new GuestLog(plan.Paths.LogFile, settings.LogLimits ?? default);
        logged = settings.LogLimits is { } limits ? new LoggedFiles(store.DirectoryOf(plan.Domain.Name), limits) : null;
        record = FirstRecord.Of(plan, store, log.Limits);
    }

    /// <summary>QEMU may allocate and clear all of the guest's memory before it answers.</summary>
    private TimeSpan HandshakePatience => TimeSpan.FromSeconds(120 + ((plan.Domain.MemoryKiB ?? 0) >> 20));

    /// <summary>Carries the plan out for a start whose name is taken, and gives back the running (or paused) guest.</summary>
    /// <exception cref="DomainException">The start failed; nothing is left of it but the log.</exception>
    public static GuestRecord Run(GuestStart start, LaunchPlan plan, StartOptions? options = null)
    {
        foreach (GuestRecord other in start.Store.All())
        {
            if (plan.Domain.Uuid is { } uuid && other.Uuid == uuid && other.Name != start.Name && other.IsAlive)
            {
                throw new GuestException($"operation failed: domain '{other.Name}' is already active with uuid {uuid}");
            }
        }

        return new GuestLauncher(start.Store, start.Supervisor, plan, options ?? new StartOptions()).Run();
    }

    private GuestRecord Run()
    {
        using PosixSignalRegistration onInterrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Interrupt);
        using PosixSignalRegistration onHangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Interrupt);
        using PosixSignalRegistration onTerminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Interrupt);
        try
        {
            plan.Warnings.ForEach(w => options.Warn?.Invoke(w));
            Start();
            return record;
        }
        catch (Exception e)
        {
            output?.MoveAll();
            string said = e is QmpClosedException ? WhatQemuSaid() : "";
            Undo();
            if (interrupted)
            {
                throw new GuestException("the start was interrupted; nothing is left of it", e);
            }

            GuestException? error = e switch
            {
                NativeException => new GuestException(e.Message, e),
                QmpClosedException => new GuestException((greeted
                    ? "internal error: qemu unexpectedly closed the monitor: " : "internal error: process exited while connecting to monitor: ") + said, e),
                TimeoutException or IOException or UnauthorizedAccessException => new GuestException(e.Message, e),
                _ => null,
            };
            if (error is not null && FailureCauses.Of(plan.Domain, error.Message) is { } cause)
            {
                error = new GuestException($"{error.Message}\n{cause}", e);
            }

            throw error is null ? Rethrown(e) : ChoiceTaken.Is(plan, e, error.Message) ? new ChoiceTakenException(error.Message, e) : error;
        }
        finally
        {
            output?.Dispose();
            logged?.Dispose();
        }
    }

    private static Exception Rethrown(Exception e) =>
        e is DomainException ? e : new InvalidOperationException("the start failed in a way that is an error of this program", e);

    private void Start()
    {
        PermanentDirectories.Make(settings);
        store.Write(record);
        var hooks = new GuestHooks(settings, plan.Domain, record.Id, journal, store.DirectoryOf(record.Name));
        hooks.Prepare();
        HostRequirements.Check(plan);
        RunAs? owner = RunAs.ForStart(settings, plan.Domain);
        if (owner is { IsRoot: true })
        {
            options.Warn?.Invoke("QEMU runs as root, as the setting 'user' or the domain's label asks for: a guest that breaks out of it owns what root owns");
        }

        settings.Confinement.WithoutEffect.ToList().ForEach(w => options.Warn?.Invoke(w));
        var users = new PlanUsers(owner, settings.Confinement, DacLabels.MayChange(plan.Domain));
        ResourceControl? control = ResourceControl.Of(plan.Domain, settings, plan.Paths.Id, options.Warn);
        using PrivateDev? dev = GuestDev.Make(plan, owner, options.Warn);
        var nodes = new NodeAccess(owner, journal, dev);
        using var executor = new PlanExecutor(new PlanSubject(settings, journal)
        {
            Name = plan.Domain.Name,
            Uuid = plan.Domain.Uuid ?? Guid.Empty,
            Log = log,
            Logged = logged,
            Users = users,
            Dev = dev,
        });
        options.Progress?.Invoke("preparing files and directories");
        FormerRuns.Remove(settings, store);
        executor.Run(LaunchSteps.FilesOf(plan));
        executor.Run(LaunchSteps.OwnersOf(plan));
        FormerRuns.Sign(plan.Paths.DomainDirectory);

        nodes.GiveAll(plan.Requirements);
        if (plan.HostDevices.Count > 0)
        {
            options.Progress?.Invoke("preparing host devices");
            new HostDevicePreparation(record.Name, plan.HostDevices, store, nodes, journal, new DeviceHost()).Run();
        }

        if (plan.Helpers.Count > 0)
        {
            options.Progress?.Invoke("starting helper processes");
            executor.Run(LaunchSteps.HelpersOf(plan));
        }

        selinux = SelinuxGuard.Prepare(plan, settings, journal);
        options.Progress?.Invoke("opening devices");
        if (selinux is null)
        {
            executor.Run(LaunchSteps.ResourcesOf(plan));
        }
        else
        {
            selinux.WithSockets(() => executor.Run(LaunchSteps.ResourcesOf(plan)));
        }

        GuestNetworkPorts.Take(plan.Domain, plan.Paths.Settings, executor.Resources.Interfaces.Select(i => i.Plan), journal, options.Warn);
        StopIfInterrupted();

        hooks.Start();
        string directory = store.DirectoryOf(record.Name);
        string[] outputs = logged is null ? [] : [$"{directory}/{GuestOutput.FileName}", .. logged.Files.Select(f => $"{directory}/{f.Pipe}")];
        AppArmorGuard? guard = AppArmorGuard.Load(plan, settings, directory, outputs, journal);
        var bounds = new QemuBounds(plan, journal, control, owner, options.Warn);
        ProcessIdentity Spawned() => bounds.Around(gate => SpawnQemu(executor.Resources, owner, guard?.Profile, gate));
        ProcessIdentity qemu = dev is null ? Spawned() : dev.Inside(Spawned);
        using FileDescriptor? processEnd = qemu.OpenPidFd();
        using var monitor = QmpClient.ConnectTo(qemu, plan.Paths.MonitorSocket, processEnd);
        monitor.Meanwhile = output;
        StopIfInterrupted();
        string greeting = monitor.Handshake(HandshakePatience);
        greeted = true;
        executor.Connect(monitor);
        BringUp(monitor, executor, control);
        foreach ((InterfacePlan network, string device) in executor.Resources.Interfaces)
        {
            HostInterface.Activate(network, device);
        }

        Finish(monitor, executor.Resources, greeting, hooks);
    }

    private ProcessIdentity SpawnQemu(OpenedResources resources, RunAs? owner, string? profile, FileDescriptor? gate)
    {
        options.Progress?.Invoke("starting QEMU");
        var numbering = new DenseNumbering(plan);
        List<string> arguments = PlanRenderer.Arguments(plan, numbering, options.Syntax);
        string command = CommandText.Lines(plan.Environment, plan.Binary, arguments);
        string header =
            $"{GuestLog.Timestamp()}: starting up virshlite version: {options.Version}, rules of libvirt: {options.Rules}, qemu version: "
            + $"{options.QemuVersion}, kernel: {HostIdentity.Kernel}, hostname: {HostIdentity.Name}\n";
        log.Append(Encoding.UTF8.GetBytes(header + command));
        logStart = new FileInfo(plan.Paths.LogFile).Length;
        journal.Add(CleanupAction.Orphans(plan.Paths.MonitorSocket));
        using FileDescriptor qemuEnd = OutputOfQemu();
        ProcessIdentity qemu = QemuProcess.Start(plan, arguments, resources.Numbered(plan.Resources, numbering), qemuEnd, owner, profile, selinux?.Label, gate);
        journal.Add(CleanupAction.Process(qemu));
        record = record with { Qemu = qemu };
        string pidFile = $"{settings.StateDirectory}/{Path.GetFileName(store.DirectoryOf(record.Name))}.pid";
        journal.Add(CleanupAction.File(pidFile));
        QemuProcess.WritePidFile(pidFile, qemu);
        return qemu;
    }

    /// <summary>The pipe to its log, or the log itself where it is to write that (stdio_handler).</summary>
    private FileDescriptor OutputOfQemu()
    {
        if (settings.LogLimits is null)
        {
            return Files.OpenOutput(plan.Paths.LogFile, append: true, FileModes.OwnerFile);
        }

        (output, FileDescriptor qemuEnd) = GuestOutput.Create(log, store.DirectoryOf(record.Name));
        return qemuEnd;
    }

    /// <summary>startup.md 8: what a guest needs told before it runs.</summary>
    private void BringUp(QmpClient monitor, PlanExecutor executor, ResourceControl? control)
    {
        options.Progress?.Invoke("setting up the guest over QMP");
        record = record with { Consoles = ConsoleEndpoints.Of(plan.Domain, () => monitor.Execute("query-chardev")) };
        LiveFacts.Terminals(plan.Domain, record.Consoles);
        LiveFacts.Memory(plan.Domain, () => monitor.Execute("query-memory-devices"));
        VcpuHotplug.Apply(plan.Domain, monitor);
        var cookies = new CoreCookies(settings.Confinement.CoreScheduling);
        if (ThreadTuning.IsWanted(plan.Domain) || control is { NeedsThreads: true } || cookies.IsForVcpus)
        {
            GuestThreads threads = GuestThreads.Ask(monitor, record.Qemu!.Value);
            cookies.Give(threads, record.Qemu!.Value);
            control?.AddThreads(threads);
            ThreadTuning.Apply(plan.Domain, threads, record.Qemu!.Value);
        }

        executor.Run(plan.StepsBeforeRunning);
        LiveFacts.Balloon(plan.Domain, () => monitor.Execute("query-balloon"));
        options.Arrival?.Invoke(monitor);
    }

    private void Finish(QmpClient monitor, OpenedResources resources, string greeting, GuestHooks hooks)
    {
        if (!options.Paused)
        {
            monitor.Execute("cont");
        }

        record = record with
        {
            State = options.Paused ? GuestState.Paused : GuestState.Running,
            Reason = options.Paused ? options.PausedReason : options.RunningReason,
            Started = true,
            StartedAt = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(),
            Greeting = greeting,
            LoggedFiles = logged?.Files ?? [],
            Links = GuestLinks.Of(plan.Domain, resources.Interfaces),
        };
        plan.Domain.Cpu = options.DefinedCpu ?? plan.Domain.Cpu;
        LiveFacts.Links(plan.Domain);
        store.WriteDomainXml(record.Name, DomainWriter.Write(plan.Domain, live: true));
        journal.Add(CleanupAction.File(record.SupervisorSocket));
        store.WriteStarted(record);
        hooks.Started();
        lock (endOfStart)
        {
            StopIfInterrupted();
            started = true;
        }

        journal.Keep(CleanupJournal.UntilStarted);

        // from here on what QEMU says is its supervisor's to read
        output?.MoveAll();
        supervisor.Start(store, record, FileLock.Take(store.SupervisorLockOf(record.Name)), monitor.Socket, logged?.Ends);
        StartEvents.Tell(store.Settings, plan.Domain, record, options.Paused);
    }

    private void Undo()
    {
        store.TidyUp(record.Name, "failed");
        if (logStart > 0)
        {
            log.ShuttingDown("failed");
        }
    }

    private string WhatQemuSaid()
    {
        string said = output?.Tail() ?? GuestLog.Tail(plan.Paths.LogFile, logStart);
        return said.Length > 0 ? ImageHolder.Explained(said) : "QEMU ended without a word; see " + plan.Paths.LogFile;
    }

    private void Interrupt(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (endOfStart)
        {
            // a guest that runs is not ended by a late word to its start
            if (!started)
            {
                interrupted = true;
                record.Qemu?.Kill();
            }
        }
    }

    private void StopIfInterrupted()
    {
        if (interrupted)
        {
            throw new GuestException("interrupted");
        }
    }
}
