using VirshLite.DomainParser;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Networking.Virtual;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Takeover;

namespace VirshLite.Runner.Takeover;

/// <summary>
/// A host's change of hands, there and back (host-takeover.md 2). What undoes a step is on the disk before the step is done; each step may be done twice. A
/// take-over that was killed is finished by the next one, or undone by <see cref="GiveBack"/>; one that fails is undone at once.
/// </summary>
public sealed class TakeoverOperations
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(60);

    /// <summary>systemd waits 90 s for a service to start or stop before it does more, and may read all units anew for a word.</summary>
    internal static readonly TimeSpan ServicePatience = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(40);

    private readonly GuestStore store;
    private readonly Settings libvirt;
    private readonly TakeoverJournal journal;
    private readonly GuestTaking guests;
    private readonly NetworkTaking networks;

    /// <param name="guests">VirshLite's guests.</param>
    /// <param name="networks">Its networks.</param>
    /// <param name="libvirt">libvirt's directories.</param>
    /// <param name="warn">Told what does not stop anything.</param>
    public TakeoverOperations(GuestOperations guests, NetworkOperations networks, Settings libvirt, Action<string> warn)
    {
        store = guests.Store;
        this.libvirt = libvirt;
        journal = new TakeoverJournal(TakeoverPaths.Journal(store.Settings));
        this.guests = new GuestTaking(store, SupervisorProgram.Default, libvirt, warn);
        this.networks = new NetworkTaking(store.Settings, networks);
    }

    /// <summary>A take-over was begun, and nobody has brought it to an end.</summary>
    public bool IsUnfinished => journal.Exists && !journal.IsDone;

    /// <summary>The host is VirshLite's.</summary>
    public bool IsTaken => journal.Exists;

    public TakeoverFacts Facts() => new HostReader(store, libvirt).Read();

    public TakeoverPlan Plan(TakeoverFacts facts, bool withGuests = true)
    {
        using var host = new LiveHostFacts(store.Settings);
        return TakeoverPlanner.Plan(facts, host, withGuests);
    }

    /// <summary>Carries a plan out. Where a step fails, it and those before it are undone.</summary>
    /// <param name="plan">Without refusals.</param>
    /// <param name="done">Told of each step that is done.</param>
    /// <exception cref="DomainException">A step failed; libvirt has its host back.</exception>
    public void Run(TakeoverPlan plan, Action<PlanStep> done)
    {
        using FileLock held = Lock();
        int before = journal.Count;
        try
        {
            foreach (PlanStep step in plan.Steps)
            {
                foreach (PlanStep undo in step.Undo.Reverse())
                {
                    journal.Note(undo);
                }

                Do(step);
                done(step);
            }

            journal.NoteDone();
        }
        catch (Exception e) when (e is DomainException or NativeException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            try
            {
                Undo(before, _ => { });
            }
            catch (GuestException undoing)
            {
                throw new GuestException($"{e.Message}\nerror: {undoing.Message}", e);
            }

            throw new GuestException($"{e.Message}\nerror: the take-over was undone: libvirt has its host as before", e);
        }
    }

    /// <summary>libvirt gets its host back: guests and networks are let go, its daemons come up again.</summary>
    /// <param name="done">Told of each step that is done.</param>
    /// <exception cref="GuestException">Something was changed that libvirt would not know.</exception>
    public void GiveBack(Action<PlanStep> done)
    {
        using FileLock held = Lock();
        if (!journal.Exists)
        {
            throw new GuestException("nothing was taken over from libvirt on this host");
        }

        if (TakeoverPlanner.AgainstGivingBack(Facts()) is { Count: > 0 } reasons)
        {
            throw new GuestException(string.Join("\nerror: ", reasons));
        }

        Undo(0, done);
    }

    /// <summary>What libvirt says of a guest that it has back, once it answers; null where it cannot be asked.</summary>
    public string? StateByVirsh(string name)
    {
        string uri = libvirt.Privileged ? "qemu:///system" : "qemu:///session";
        var question = new HostCommand("virsh", ["--connect", uri, "--quiet", "domstate", name]) { TimeLimit = AnswerPatience };
        long end = Environment.TickCount64 + (long)AnswerPatience.TotalMilliseconds;
        while (question.TryRun() is { } answer)
        {
            if (answer.Success || Environment.TickCount64 > end)
            {
                return answer.Success ? answer.Output.Trim() : null;
            }

            // its socket may not be there yet
            Thread.Sleep(200);
        }

        return null;
    }

    private FileLock Lock()
    {
        Files.MakeDirectory(store.Settings.StateDirectory, FileModes.PublicDirectory);
        return FileLock.TryTake(store.Settings.StateDirectory + "/takeover.lock") ?? throw new GuestException("another take-over is under way");
    }

    private void Undo(int line, Action<PlanStep> done)
    {
        List<string> failures = [];
        foreach (PlanStep step in journal.Since(line))
        {
            try
            {
                Do(step);
                done(step);
            }
            catch (Exception e) when (e is DomainException or NativeException or IOException or UnauthorizedAccessException or TimeoutException)
            {
                failures.Add(e.Message);
            }
        }

        if (failures.Count > 0)
        {
            throw new GuestException(string.Join("\nerror: ", failures) + "\nerror: `virshlite takeover --give-back` tries again");
        }

        journal.CutTo(line);
    }

    private void Do(PlanStep step)
    {
        switch (step)
        {
            case RunCommand run:
                new HostCommand(run.Program, run.Arguments) { TimeLimit = ServicePatience }.Run().Check(run.Purpose);
                break;
            case RemoveFile remove:
                Files.Delete(remove.Path);
                break;
            case MakeMark mark:
                Files.MakeDirectory(Path.GetDirectoryName(mark.Path)!, FileModes.PublicDirectory);
                Files.WriteAtomically(mark.Path, [], FileModes.OwnerFile);
                break;
            case StopDaemon stop:
                Stop(stop);
                break;
            case StartDaemon start:
                Start(start);
                break;
            case TakeGuest take:
                guests.Take(take.Guest);
                break;
            case LetGuestGo go:
                guests.LetGo(go.Name);
                break;
            case TakeNetwork take:
                networks.Take(take.Network);
                break;
            case LetNetworkGo go:
                networks.LetGo(go.Name);
                break;
            default:
                throw new InvalidOperationException($"a take-over has no step of type {step.GetType().Name}");
        }
    }

    private void Stop(StopDaemon stop)
    {
        // the number that was read before may be another process by now: only what the daemon's pid file still names is ended
        ProcessIdentity? known = ProcessIdentity.Of(stop.Pid);
        if (known is { } process && new Definitions.LibvirtDaemon(libvirt.Privileged).PidOf(stop.Name) == stop.Pid)
        {
            // never killed: a daemon that does not end may be in the middle of something
            process.Terminate();
            if (!process.WaitForEnd(StopPatience))
            {
                throw new GuestException($"{stop.Name} (process {stop.Pid}) does not end");
            }
        }
    }

    private void Start(StartDaemon start)
    {
        string program = start.CommandLine[0];
        string name = Path.GetFileName(program);
        if (new Definitions.LibvirtDaemon(libvirt.Privileged).PidOf(name) is not null)
        {
            return;
        }

        string path = ProgramPath.FindHelper(program) ?? throw new GuestException($"'{program}' cannot be found: start libvirt's daemon by hand");
        ProcessSpawner.Spawn(new SpawnRequest(path, [.. start.CommandLine.Skip(1)]) { NewSession = true, WorkingDirectory = "/" });
    }
}
