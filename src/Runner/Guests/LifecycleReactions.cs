using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// What the supervisor does on QEMU's events and on requests of this program (startup.md 11): keeps the guest's state on file, and turns a shutdown, a reset, a
/// panic or an I/O error into what on_poweroff, on_reboot and on_crash ask for.
/// </summary>
internal sealed class LifecycleReactions
{
    public const string ShutdownCommand = "virshlite-shutdown";
    public const string RebootCommand = "virshlite-reboot";
    public const string DestroyCommand = "virshlite-destroy";

    /// <summary>Writes the record again, and gives it back: somebody found it damaged, or the disk does not take it.</summary>
    public const string RecordCommand = "virshlite-record";

    /// <summary>Says what the next STOP and RESUME are for: <c>{"stop":"saving","resume":"save canceled"}</c>.</summary>
    public const string ExpectCommand = "virshlite-expect";

    /// <summary>What is to happen when the guest powers off, reboots or crashes, from now on.</summary>
    public const string LifecycleCommand = "virshlite-lifecycle";

    /// <summary>The guest is about to be handed to another host, and may run there from now on: <c>{"destination":"ssh://host","name":"g"}</c>.</summary>
    public const string DepartCommand = "virshlite-depart";

    /// <summary>The guest is known to run nowhere but here.</summary>
    public const string StayCommand = "virshlite-stay";

    /// <summary>Where the guest has gone, <c>{"destination":"ssh://host"}</c>, or <c>{}</c>. A program that does not know it knows of no such notes.</summary>
    public const string QueryDepartureCommand = "virshlite-query-departure";

    /// <summary>An event of the supervisor's own, the last one: <c>{"reason":"shutdown"}</c>, with the word of the log.</summary>
    public const string EndedEvent = "VIRSHLITE_ENDED";

    private const string DumpCommand = "dump-guest-memory";
    private const string DumpDescriptor = "virshlite-dump";

    private static readonly TimeSpan PatienceBeforeKill = TimeSpan.FromSeconds(10);

    private readonly RecordKeeper keeper;
    private readonly Action<byte[], FileDescriptor?> toQemu;
    private bool shutdownSeen;
    private string? stopReason;
    private string? askedStop;
    private string? expectedStop;
    private string? expectedResume;
    private long? killAt;
    private int dumps;
    private Action? afterDump;
    private string? dumpFile;

    /// <param name="keeper">Keeps the record.</param>
    /// <param name="toQemu">Sends a command, with a descriptor that goes along and is closed once it is gone.</param>
    public LifecycleReactions(RecordKeeper keeper, Action<byte[], FileDescriptor?> toQemu)
    {
        this.keeper = keeper;
        this.toQemu = toQemu;
    }

    public GuestRecord Record => keeper.Record;

    /// <summary>Called when a job of QEMU's has come to its end.</summary>
    public Action? JobConcluded { get; init; }

    /// <summary>Tells those who listen.</summary>
    public Action<DomainEvent>? Tell { get; init; }

    /// <summary>The word for the log when QEMU is gone.</summary>
    public string EndReason => stopReason ?? (shutdownSeen ? "shutdown" : "crashed");

    /// <summary>Until SIGKILL is due after a SIGTERM; -1 = nothing is due.</summary>
    public int MillisecondsToDeadline() => killAt is { } at ? (int)Math.Clamp(at - Environment.TickCount64, 0, int.MaxValue) : -1;

    public void ActOnDeadline()
    {
        if (killAt is { } at && Environment.TickCount64 >= at)
        {
            killAt = null;
            Record.Qemu?.Kill();
        }
    }

    /// <summary>Commands of this program's own; null for those that are QEMU's.</summary>
    public string? OwnCommand(string command, JsonElement arguments)
    {
        switch (command)
        {
            case ShutdownCommand when Record.OnPoweroff == LifecycleAction.Restart:
            case RebootCommand:
                keeper.Change(Record with { Rebooting = true });
                Send("system_powerdown");
                return "{}";
            case ShutdownCommand:
                NoReboot();
                Send("system_powerdown");
                return "{}";
            case DestroyCommand:
                bool graceful = arguments.ValueKind == JsonValueKind.Object && arguments.TryGetProperty("graceful", out JsonElement g)
                    && g.ValueKind == JsonValueKind.True;
                stopReason = QmpJson.Text(arguments, "reason") ?? "destroyed";
                Terminate(kill: !graceful);
                return "{}";
            case RecordCommand:
                keeper.Write();
                return Encoding.UTF8.GetString(GuestRecordJson.Write(Record)).ReplaceLineEndings("");
            case ExpectCommand:
                expectedStop = QmpJson.Text(arguments, "stop");
                expectedResume = QmpJson.Text(arguments, "resume");
                return "{}";
            case LifecycleCommand:
                keeper.Change(Record with
                {
                    OnPoweroff = Action("poweroff", Record.OnPoweroff),
                    OnReboot = Action("reboot", Record.OnReboot),
                    OnCrash = Action("crash", Record.OnCrash),
                });
                return "{}";
            case DepartCommand:
                keeper.Depart(new Departure(QmpJson.Text(arguments, "destination") ?? "", QmpJson.Text(arguments, "name") ?? Record.Name));
                return "{}";
            case StayCommand:
                keeper.Stay();
                return "{}";
            case QueryDepartureCommand:
                return keeper.Departure is { } gone ? $$"""{"destination":"{{JsonEncodedText.Encode(gone.Destination)}}"}""" : "{}";
            case "cont" when keeper.Departure is { } departed:
                throw departed.Refusal;
            case "stop":
                askedStop = "user";
                return null;
            default:
                return null;
        }

        LifecycleAction Action(string when, LifecycleAction present) =>
            QmpJson.Text(arguments, when) is { } word && LifecycleAction.Names.TryParse(word, out LifecycleAction action) ? action : present;
    }

    /// <summary>Asks QEMU how it is; the answer comes to <see cref="OnReply"/>.</summary>
    public void AskState() => Send("query-status");

    public void OnReply(string id, JsonElement reply)
    {
        if (reply.TryGetProperty("error", out JsonElement error))
        {
            Record.Log.Line($"virshlite: {id}: {QmpJson.Description(error)}");
            if (id == DumpCommand)
            {
                // what there is of it is no dump
                Files.Delete(dumpFile!);
                AfterDump();
            }

            return;
        }

        if (id == "query-status" && reply.TryGetProperty("return", out JsonElement answer) && QmpJson.Text(answer, "status") is { } status)
        {
            OnStatus(status);
        }
        else if (id == DumpCommand)
        {
            AfterDump();
        }
    }

    public void OnEvent(QmpEvent happened)
    {
        switch (happened.Name)
        {
            case "SHUTDOWN":
                Lifecycle("Shutdown", happened.Text("guest") == "true" ? "Finished after guest request" : "Finished after host request");
                OnShutdown();
                break;
            case "RESET":
                NoReboot();
                break;
            case "STOP":
                if (Record.State is GuestState.Running or GuestState.PmSuspended)
                {
                    SetState(GuestState.Paused, expectedStop ?? askedStop ?? "unknown");
                    Lifecycle("Suspended", expectedStop == "migrating" ? "Migrated" : "Paused");
                }

                askedStop = null;
                expectedStop = null;
                break;
            case "RESUME":
                keeper.Stay();
                if (!shutdownSeen)
                {
                    SetState(GuestState.Running, expectedResume ?? "unpaused");
                    Lifecycle("Resumed", "Unpaused");
                }

                expectedResume = null;
                break;
            case "GUEST_PANICKED":
                OnPanic(happened);
                break;
            case "WATCHDOG" when happened.Text("action") == "pause":
                SetState(GuestState.Paused, "watchdog");
                Lifecycle("Suspended", "Watchdog");
                if (Record.WatchdogDumps)
                {
                    afterDump = Resume;
                    Dump();
                }

                break;
            case "BLOCK_IO_ERROR":
                OnBlockError(happened);
                break;
            case "JOB_STATUS_CHANGE" when happened.Text("status") == "concluded":
                JobConcluded?.Invoke();
                break;
            case "SUSPEND" or "SUSPEND_DISK":
                SetState(GuestState.PmSuspended, "guest");
                Lifecycle("PMSuspended", happened.Name == "SUSPEND" ? "Memory" : "Disk");
                break;
            case "WAKEUP":
                SetState(GuestState.Running, "wakeup");
                Lifecycle("Started", "Wakeup");
                break;
            case "GUEST_CRASHLOADED":
                Lifecycle("Crashed", "Crashloaded");
                break;
        }
    }

    private void OnStatus(string status)
    {
        switch (status)
        {
            case "shutdown":
                OnShutdown();
                break;
            case "running":
                SetState(GuestState.Running, Record.State == GuestState.Running ? Record.Reason : "unpaused");
                break;
            case "paused" or "prelaunch" or "suspended" or "io-error" or "watchdog" or "finish-migrate" or "postmigrate" or "save-vm" or "restore-vm":
                if (status == "suspended")
                {
                    SetState(GuestState.PmSuspended, "guest");
                }
                else if (Record.State != GuestState.Paused)
                {
                    SetState(GuestState.Paused, status switch
                    {
                        "io-error" => "I/O error",
                        "watchdog" => "watchdog",
                        _ => keeper.Departure is null ? "unknown" : "migrating",
                    });
                }

                break;
            case "guest-panicked" when Record.State != GuestState.Crashed:
                // it happened while nobody listened
                OnPanic(new QmpEvent("GUEST_PANICKED", default));
                break;
        }
    }

    private void OnShutdown()
    {
        if (shutdownSeen)
        {
            return;
        }

        if (Record.Rebooting || (Record.OnPoweroff == LifecycleAction.Restart && stopReason is null))
        {
            Restart();
            return;
        }

        shutdownSeen = true;
        stopReason ??= "shutdown";
        SetState(GuestState.InShutdown, "user");
        Terminate(kill: true);
    }

    private void NoReboot()
    {
        if (Record.Rebooting)
        {
            keeper.Change(Record with { Rebooting = false });
        }
    }

    private void Restart()
    {
        NoReboot();
        if (keeper.Departure is not null)
        {
            // it may run elsewhere
            return;
        }

        expectedResume = "booted";
        Send("system_reset");
        Send("cont");
        SetState(GuestState.Running, "booted");
    }

    private void OnPanic(QmpEvent happened)
    {
        SetState(GuestState.Crashed, "panicked");
        Lifecycle("Crashed", "Panicked");
        Record.Log.Line("panic " + (happened.Data.ValueKind == JsonValueKind.Object ? happened.Data.GetRawText() : ""));
        switch (Record.OnCrash)
        {
            case LifecycleAction.CoredumpDestroy or LifecycleAction.CoredumpRestart:
                afterDump = AfterCrash;
                Dump();
                break;
            case LifecycleAction.Restart:
                Restart();
                break;
            case LifecycleAction.Preserve:
                break;
            default:
                stopReason = "crashed";
                Terminate(kill: true);
                break;
        }
    }

    /// <summary>A dump of the memory; what follows waits for its end. The file is root's alone: QEMU, which could not open it, is handed it open.</summary>
    private void Dump()
    {
        dumpFile = string.Create(CultureInfo.InvariantCulture,
            $"{Record.DumpDirectory}/{Record.Id}-{Record.Name}-{DateTime.Now:yyyy-MM-dd-HH:mm:ss}{(dumps == 0 ? "" : "-" + dumps)}");
        dumps++;
        try
        {
            Files.MakeDirectory(Record.DumpDirectory, FileModes.OwnerDirectory);
            FileDescriptor file = Files.CreateNew(dumpFile, FileModes.OwnerFile);
            toQemu(QmpClient.Command("getfd", $$"""{"fdname":"{{DumpDescriptor}}"}""", "getfd"), file);
            Send(DumpCommand, $$"""{"paging":false,"protocol":"fd:{{DumpDescriptor}}"}""");
        }
        catch (NativeException e)
        {
            Record.Log.Line("virshlite: no dump: " + e.Message);
            AfterDump();
        }
    }

    private void AfterDump()
    {
        Action? next = afterDump;
        afterDump = null;
        next?.Invoke();
    }

    private void Resume()
    {
        if (keeper.Departure is null)
        {
            Send("cont");
        }
    }

    private void AfterCrash()
    {
        if (Record.OnCrash == LifecycleAction.CoredumpRestart)
        {
            Restart();
        }
        else
        {
            stopReason = "crashed";
            Terminate(kill: true);
        }
    }

    private void OnBlockError(QmpEvent happened)
    {
        Record.Log.Line(
            $"IO error device='{happened.Text("device")}' node-name='{happened.Text("node-name")}' reason='{happened.Text("reason")}'");
        if (happened.Text("action") == "stop")
        {
            SetState(GuestState.Paused, "I/O error");
            Lifecycle("Suspended", "I/O Error");
        }
    }

    /// <summary>The guest has ended.</summary>
    public void TellEnd() => Tell?.Invoke(EndOf(EndReason));

    /// <summary>What is told of a guest that ended, by the word for its log.</summary>
    public static DomainEvent EndOf(string reason) => DomainEvents.Lifecycle("Stopped", reason switch
    {
        "destroyed" => "Destroyed",
        "crashed" => "Crashed",
        "migrated" => "Migrated",
        "saved" => "Saved",
        "failed" => "Failed",
        "from snapshot" => "Snapshot",
        _ => "Shutdown",
    });

    private void Lifecycle(string change, string detail) => Tell?.Invoke(DomainEvents.Lifecycle(change, detail));

    private void Terminate(bool kill)
    {
        Record.Qemu?.Terminate();
        if (kill)
        {
            killAt = Environment.TickCount64 + (long)PatienceBeforeKill.TotalMilliseconds;
        }
    }

    private void SetState(GuestState state, string reason)
    {
        if (Record.State != state || Record.Reason != reason)
        {
            keeper.Change(Record with { State = state, Reason = reason });
        }
    }

    private void Send(string command, string? arguments = null) => toQemu(QmpClient.Command(command, arguments, command), null);
}
