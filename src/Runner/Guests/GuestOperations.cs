using System.Text.Json;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Guests;

/// <summary>
/// Everything that can be done with guests; the verbs of Cli call this and nothing below it. A guest is named by its name, its id or its UUID. All errors for
/// the user are
/// <see cref="DomainParser.DomainException"/>s, mostly <see cref="GuestException"/>.
/// </summary>
public sealed class GuestOperations
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(2);

    private readonly SupervisorProgram supervisor;
    private readonly GuestRegistry registry;

    public GuestOperations(Settings settings, SupervisorProgram? supervisor = null)
    {
        Store = new GuestStore(settings);
        this.supervisor = supervisor ?? SupervisorProgram.Default;
        registry = new GuestRegistry(Store, this.supervisor);
    }

    public GuestStore Store { get; }

    /// <summary>Whether a name or UUID is that of a defined guest, which then is no unknown one where it does not run.</summary>
    public Func<string, bool>? IsDefined { get; init; }

    /// <summary>Told what is wrong with a guest's records, and whom a command waits for.</summary>
    public Action<string>? Warn
    {
        get => registry.Warn;
        set => registry.Warn = value;
    }

    /// <summary>Takes the name for a start and gives the guest its number. Remains of a guest of this name that has ended are tidied up first.</summary>
    /// <exception cref="GuestException">The guest is active already.</exception>
    public GuestStart BeginStart(string name) => registry.BeginStart(name);

    /// <summary>
    /// All active guests by id. Remains of guests that nobody minded when they ended are tidied up; supervisors that are gone are started again.
    /// </summary>
    public IReadOnlyList<GuestRecord> List() => registry.List();

    /// <summary>The active guest of this name, id or UUID; null where there is none.</summary>
    public GuestRecord? Find(string guest, TimeSpan? patience = null) => registry.Find(guest, patience);

    /// <exception cref="GuestNotFoundException">No active guest.</exception>
    public GuestRecord Get(string guest) => Get(guest, null);

    private GuestRecord Get(string guest, TimeSpan? patience) => registry.Find(guest, patience)
        ?? throw (IsDefined?.Invoke(guest) == true
            ? new GuestException("Requested operation is not valid: domain is not running") : new GuestNotFoundException(guest));

    /// <summary>The live XML: as the guest was started, with what has changed since.</summary>
    public string DomainXml(string guest) => File.ReadAllText(Store.DomainXmlOf(Get(guest).Name));

    /// <summary>The same as a domain, with all that holds for this run only.</summary>
    public DomainParser.Model.Domain LiveDomain(string guest) => LiveXml.Read(Store, Get(guest));

    /// <summary>Changes what is noted of a running guest and its QEMU never hears of (title, metadata).</summary>
    public void Note(string guest, Action<DomainParser.Model.Domain> change)
    {
        GuestRecord record = Get(guest);
        using FileLock one = FileLock.Take(LiveXml.LockOf(Store, record.Name));
        DomainParser.Model.Domain live = LiveXml.Read(Store, record);
        change(live);
        Store.WriteDomainXml(record.Name, DomainParser.Documents.DomainWriter.Write(live, live: true));
    }

    /// <summary>Asks the guest to power off: through its agent where asked for, else by the power button.</summary>
    public void Shutdown(string guest, bool throughAgent = false)
    {
        GuestRecord record = Get(guest);
        if (throughAgent)
        {
            GuestAgent.Of(record).Shutdown("powerdown");
        }
        else if (record.State is GuestState.Paused or GuestState.PmSuspended or GuestState.Crashed)
        {
            throw new GuestException("Requested operation is not valid: domain is not running");
        }
        else
        {
            Ask(record, LifecycleReactions.ShutdownCommand);
        }
    }

    /// <summary>Asks the guest to power off and starts it again in the same process when it has.</summary>
    public void Reboot(string guest, bool throughAgent = false)
    {
        GuestRecord record = Get(guest);
        if (throughAgent)
        {
            GuestAgent.Of(record).Shutdown("reboot");
        }
        else
        {
            Ask(record, LifecycleReactions.RebootCommand);
        }
    }

    public void Reset(string guest) => Ask(Get(guest), "system_reset");

    /// <summary>Stops the vCPUs; nothing where they stand already, as with libvirt.</summary>
    public void Suspend(string guest)
    {
        GuestRecord record = Get(guest);
        if (record.State == GuestState.Paused)
        {
            return;
        }

        Ask(record, "stop");
    }

    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="force">A guest that was handed to another host too: the caller knows that it does not run there.</param>
    /// <exception cref="GuestException">It runs, cannot go on, or may run on another host.</exception>
    public void Resume(string guest, bool force = false)
    {
        GuestRecord record = Get(guest);
        if (force)
        {
            using QmpClient minder = Connect(record, knows: LifecycleReactions.QueryDepartureCommand);
            minder.Execute(LifecycleReactions.StayCommand);
        }
        else
        {
            RefuseDeparted(record);
        }

        switch (record.State)
        {
            case GuestState.Running:
                throw new GuestException("Requested operation is not valid: domain is already running");
            case GuestState.PmSuspended:
                throw new GuestException("Requested operation is not valid: domain is pmsuspended");
        }

        Ask(record, "cont");
    }

    /// <summary>Where the guest has gone and may run, in words; null: nowhere, so that it is this host's.</summary>
    public string? MayRunElsewhere(string guest) => Find(guest) is { } record ? DepartureOf(record)?.Words : null;

    /// <exception cref="GuestException">The guest may run on another host: what is made of it here would run it a second time.</exception>
    internal void RefuseDeparted(GuestRecord record)
    {
        if (DepartureOf(record) is { } departed)
        {
            throw departed.Refusal;
        }
    }

    private Departure? DepartureOf(GuestRecord record) => Departure.Read($"{Store.DirectoryOf(record.Name)}/{Departure.FileName}");

    /// <summary>
    /// Ends the guest: SIGTERM, SIGKILL after 10 s (never where <paramref name="graceful"/>). Returns when nothing of it is left.
    /// </summary>
    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="graceful">Never SIGKILL.</param>
    /// <param name="reason">For the guest's log.</param>
    public void Destroy(string guest, bool graceful = false, string reason = "destroyed")
    {
        // how it is does not matter any more
        GuestRecord record = Get(guest, AnswerPatience / 2);
        new Destruction(Store, Warn).Run(record, graceful, reason);
    }

    /// <summary>Sends QMP as it is and gives back QEMU's reply as it is.</summary>
    public string MonitorCommand(string guest, string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                throw new GuestException("a QMP command is a JSON object, e.g. {\"execute\":\"query-status\"}");
            }
        }
        catch (JsonException e)
        {
            throw new GuestException($"this is not JSON: {e.Message}", e);
        }

        return With(Get(guest), client => client.ExecuteRaw(json));
    }

    /// <summary>Sends one QMP command by name, <paramref name="arguments"/> as a JSON object; gives back the value of <c>return</c>.</summary>
    public JsonElement Execute(string guest, string command, string? arguments = null) => With(Get(guest), client => client.Execute(command, arguments));

    /// <summary>A line for QEMU's human monitor; gives back what it prints.</summary>
    public string HumanMonitorCommand(string guest, string line)
    {
        string arguments = $$"""{"command-line":"{{JsonEncodedText.Encode(line)}}"}""";
        return Execute(guest, "human-monitor-command", arguments).GetString() ?? "";
    }

    /// <summary>Sends JSON to the guest's agent and gives back its reply; <paramref name="timeout"/> null = for as long as it takes.</summary>
    public string AgentCommand(string guest, string json, TimeSpan? timeout) => AgentOf(guest).Command(json, timeout);

    /// <summary>The value that a command of the guest's agent returns; <paramref name="arguments"/> is a JSON object.</summary>
    /// <exception cref="GuestException">No agent answers, or it refuses.</exception>
    public JsonElement AskAgent(string guest, string command, string? arguments = null) => AgentOf(guest).Ask(command, arguments);

    private GuestAgent AgentOf(string guest)
    {
        GuestRecord record = Get(guest);
        return record.State == GuestState.Running ? GuestAgent.Of(record) : throw new GuestException("Requested operation is not valid: domain is not running");
    }

    /// <summary>How much of the host's memory a guest's QEMU takes, in KiB.</summary>
    public ulong ResidentKiB(string guest) =>
        Get(guest).Qemu is { } qemu && File.Exists($"/proc/{qemu.Pid}/statm")
            ? ulong.Parse(File.ReadAllText($"/proc/{qemu.Pid}/statm").Split(' ')[1],
                System.Globalization.CultureInfo.InvariantCulture) * (ulong)Environment.SystemPageSize / 1024
            : 0;

    /// <summary>Tells a running guest's supervisor what its live XML says of powering off, rebooting and crashing; nothing where it does not run.</summary>
    public void TellLifecycle(string guest)
    {
        if (Find(guest) is not { Started: true } record)
        {
            return;
        }

        string lifecycle = LifecycleText.Json(LiveXml.Read(Store, record).Lifecycle);
        With(record, client => client.Execute(LifecycleReactions.LifecycleCommand, lifecycle));
    }

    /// <summary>Has the guest go to sleep through its agent.</summary>
    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="command">The agent's: guest-suspend-ram, guest-suspend-disk, guest-suspend-hybrid.</param>
    /// <exception cref="GuestException">No agent answers, or it refuses.</exception>
    public void SuspendThroughAgent(string guest, string command) => AgentOf(guest).Begin(command);

    /// <summary>Makes sure that a supervisor minds the guest.</summary>
    public void Attach(string guest)
    {
        GuestRecord record = Get(guest);
        using QmpClient client = SupervisorConnection.Open(Store, supervisor, record) ?? throw new GuestNotFoundException(guest);
    }

    /// <summary>Events of the guest as they come, until it ends or <paramref name="timeout"/> passes without one.</summary>
    public IEnumerable<QmpEvent> Events(string guest, TimeSpan timeout)
    {
        using QmpClient client = SupervisorConnection.Open(Store, supervisor, Get(guest)) ?? throw new GuestNotFoundException(guest);
        while (true)
        {
            QmpEvent? happened;
            try
            {
                happened = client.WaitForEvent(timeout);
            }
            catch (QmpClosedException)
            {
                yield break;
            }

            if (happened is null)
            {
                yield break;
            }

            yield return happened;
        }
    }

    /// <summary>Waits until the guest has ended and nothing of it is left; false where it still runs after <paramref name="timeout"/>.</summary>
    public bool WaitForEnd(string guest, TimeSpan timeout)
    {
        if (Find(guest) is { } record)
        {
            return WaitForEnd(record, timeout) is not null;
        }

        // whoever tidies up holds the lock until all is done
        Store.Lock(guest, Warn).Dispose();
        return true;
    }

    /// <summary>
    /// Waits until this run of a guest has ended and nothing of it is left, whoever minds it meanwhile; why it ended, in the words of its log (shutdown,
    /// destroyed, crashed …).
    /// null where it still runs after <paramref name="timeout"/>.
    /// </summary>
    public string? WaitForEnd(GuestRecord run, TimeSpan timeout) => new EndOfRun(Store, supervisor, registry).WaitFor(run, timeout);

    /// <summary>Where a guest's memory is while it moves into another QEMU of this host; whoever moves it holds the file's lock.</summary>
    public string MovingFileOf(string guest) => $"{Store.Settings.LibDirectory}/save/{guest}.upgrade";

    /// <summary>Whether the guest is on its way into another QEMU: it ends, and comes back.</summary>
    public bool IsMoving(string guest)
    {
        string held = MovingFileOf(guest) + ".lock";
        if (!File.Exists(held))
        {
            return false;
        }

        using FileLock? free = FileLock.TryTake(held);
        return free is null;
    }

    /// <summary>Connects the caller's terminal to the guest's console until Ctrl+] is typed or the console closes.</summary>
    /// <param name="guest">Name, id or UUID.</param>
    /// <param name="alias">The device, e.g. <c>serial0</c>; null = the first that a person can use.</param>
    /// <param name="ready">Called once connected, before the terminal changes its mode.</param>
    /// <param name="force">Whoever is connected to it already has to go; else that is an error.</param>
    public void Console(string guest, string? alias = null, Action<ConsoleEndpoint>? ready = null, bool force = false)
    {
        GuestRecord record = Get(guest);
        GuestConsoleSession.Run(record, Store.DirectoryOf(record.Name), alias, ready, force);
    }

    /// <summary>Why a guest's last run ended, in the words of its log (shutdown, destroyed, crashed …); null where that was before the host's start.</summary>
    public string? LastEndOf(string guest)
    {
        string path = $"{Store.Settings.LogDirectory}/{guest}.log";
        bool isOfToday = File.Exists(path) && File.GetLastWriteTimeUtc(path) > DateTime.UtcNow - TimeSpan.FromMilliseconds(Environment.TickCount64);
        return isOfToday ? new GuestLog(path, default).LastReason() : null;
    }

    /// <summary>Removes the log of a guest that has ended.</summary>
    public static void RemoveLog(GuestRecord ended) => Files.Delete(ended.LogFile);

    /// <summary>Several questions to one running guest's QEMU.</summary>
    /// <exception cref="GuestNotFoundException">The guest has ended.</exception>
    public GuestQuestions Questions(GuestRecord record) => new(record, Connect(record));

    /// <summary>A connection to the guest's monitor for a longer talk.</summary>
    /// <exception cref="GuestNotFoundException">The guest has ended.</exception>
    internal QmpClient Connect(GuestRecord record) => SupervisorConnection.Open(Store, supervisor, record) ?? throw new GuestNotFoundException(record.Name);

    /// <summary>
    /// The same to a supervisor that knows a command of this program's, one that changes nothing: an older program's makes way for this one's.
    /// </summary>
    internal QmpClient Connect(GuestRecord record, string knows)
    {
        QmpClient client = Connect(record);
        try
        {
            client.Execute(knows);
            return client;
        }
        catch (QmpException e) when (e.ErrorClass == "CommandNotFound")
        {
            client.Dispose();
            SupervisorConnection.Replace(Store, supervisor, Store.Read(record.Name) ?? record);
            return Connect(record);
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    private void Ask(GuestRecord record, string command) => With(record, client => client.Execute(command));

    private T With<T>(GuestRecord record, Func<QmpClient, T> action)
    {
        using QmpClient client = SupervisorConnection.Open(Store, supervisor, record) ?? throw new GuestNotFoundException(record.Name);
        try
        {
            return action(client);
        }
        catch (QmpClosedException e)
        {
            throw new GuestException($"guest '{record.Name}' ended before it answered", e);
        }
        catch (TimeoutException e)
        {
            throw new GuestException($"guest '{record.Name}' does not answer on its monitor", e);
        }
    }
}
