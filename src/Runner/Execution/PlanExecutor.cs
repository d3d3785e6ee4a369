using VirshLite.DomainParser;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>Whom a plan is carried out for.</summary>
/// <param name="Settings">Directories and devices of the host.</param>
/// <param name="Journal">Where undos of the guest or network stand.</param>
internal sealed record PlanSubject(Settings Settings, CleanupJournal Journal)
{
    /// <summary>The guest's name; of no meaning for others.</summary>
    public string Name { get; init; } = "";

    /// <summary>The guest's UUID; of no meaning for others.</summary>
    public Guid Uuid { get; init; }

    /// <summary>The guest's log.</summary>
    public GuestLog Log { get; init; } = new("/dev/null", default);

    /// <summary>What character devices write goes through the guest's supervisor; null: QEMU writes their files itself.</summary>
    public LoggedFiles? Logged { get; init; }

    /// <summary>Who QEMU and its helpers are, to whom what is made belongs.</summary>
    public PlanUsers Users { get; init; } = PlanUsers.Caller;

    /// <summary>QEMU's own /dev; null: it has the host's, or the plan has no QEMU.</summary>
    public PrivateDev? Dev { get; init; }

    /// <summary>The guest's profile lets it have a path from now on (letters of r, w, k); null where the plan is made before the profile is.</summary>
    public Action<string, string>? Allow { get; init; }

    /// <summary>Gets devices of the host ready; null where no plan for this subject has any.</summary>
    public Action<PlannedHostDevice>? PrepareDevice { get; init; }

    /// <summary>Makes sure of a path of the host; null where no plan for this subject has any.</summary>
    public Action<HostRequirement>? CheckPath { get; init; }

    /// <summary>Makes limits and affinity follow a running guest's definition; null where no plan for this subject does.</summary>
    public Action<DomainParser.Model.Domain>? Retune { get; init; }

    /// <summary>Makes the host's side of an interface follow a new definition; null where no plan for this subject has any.</summary>
    public Action<AdaptInterface>? Adapt { get; init; }

    /// <summary>Tells those who listen what has happened to the guest; null where nobody can listen.</summary>
    public Action<Translator.Events.DomainEvent>? Tell { get; init; }

    /// <summary>
    /// Told, each time that changes, what would be done if the plan failed now, in that order: so that somebody else can do it if this process does not come to
    /// its end.
    /// </summary>
    public Action<IEnumerable<PlanStep>>? Guard { get; init; }
}

/// <summary>
/// Carries out the steps of plans, one after the other. What undoes a step stands in the subject's journal before the step is done, so that whoever comes later
/// can undo it; what counts only while the plan is under way is kept here. What was opened stays open until this is disposed.
/// </summary>
internal sealed class PlanExecutor : IDisposable
{
    private readonly PlanSubject subject;
    private readonly FileSteps files;
    private readonly HelperProcesses helpers;
    private readonly List<PlanStep> onFailure = [];

    public PlanExecutor(PlanSubject subject)
    {
        this.subject = subject;
        files = new FileSteps(subject.Users, subject.Journal, subject.Dev);
        helpers = new HelperProcesses(subject.Log, subject.Users, subject.Journal);
        Resources = new OpenedResources(new(subject.Name, subject.Uuid), subject.Settings, subject.Users.Qemu, subject.Journal, helpers)
        {
            Logged = subject.Logged,
        };
    }

    public OpenedResources Resources { get; }

    /// <summary>QEMU, once it can be talked to: <see cref="QmpStep"/>s and <see cref="WaitForEvent"/>s go through it.</summary>
    public QmpSteps? Monitor { get; private set; }

    /// <summary>Output of commands that say <see cref="RunCommand.KeepAs"/>. What QEMU said is <see cref="QmpSteps.Kept"/>.</summary>
    public Dictionary<string, string> Output { get; } = [];

    public void Connect(QmpClient client) => Monitor = new QmpSteps(client, Resources);

    /// <summary>Carries the steps out. Where one fails, all stays as it is: what is undone is the caller's to say.</summary>
    /// <exception cref="DomainException">A step failed; the message names its purpose.</exception>
    /// <exception cref="NativeException">The system refused a step.</exception>
    public void Run(IEnumerable<PlanStep> steps)
    {
        foreach (PlanStep step in steps)
        {
            Run(step);
        }
    }

    /// <summary>The same, all or nothing: where a step fails, the steps before it and what it did itself are taken back.</summary>
    public void RunOrUndo(IEnumerable<PlanStep> steps)
    {
        long before = subject.Journal.Mark();
        onFailure.Clear();
        try
        {
            Run(steps);
        }
        catch
        {
            // what ended the wait does not end the way back
            if (Monitor is { } monitor)
            {
                monitor.IsInterrupted = null;
            }

            // QEMU lets go of things before the host takes them away
            for (int i = onFailure.Count - 1; i >= 0; i--)
            {
                Try(onFailure[i]);
            }

            subject.Journal.RunSince(before);
            throw;
        }
        finally
        {
            bool guarded = onFailure.Count > 0;
            onFailure.Clear();
            if (guarded)
            {
                subject.Guard?.Invoke([]);
            }
        }
    }

    public void Dispose()
    {
        Resources.Dispose();
        helpers.Dispose();
    }

    private void Run(PlanStep step)
    {
        subject.Journal.Owner = step.Owner;
        Note(step);
        try
        {
            Do(step);
        }
        catch (Exception e) when (step.IgnoreErrors && e is DomainException or NativeException or IOException or UnauthorizedAccessException)
        {
            // the plan says that it goes on
        }
        catch (Exception e) when (step.Purpose is { } purpose && e is NativeException or IOException or UnauthorizedAccessException)
        {
            string why = e is NativeException native && step is PatchFile { Creates: true } ? Errno.Text(native.Number) : e.Message;
            throw new GuestException($"{purpose}: {why}", e);
        }
        finally
        {
            subject.Journal.Owner = null;
        }
    }

    /// <summary>Later undos are done first, so those of one step are noted from the last to the first.</summary>
    private void Note(PlanStep step)
    {
        for (int i = step.Undo.Count - 1; i >= 0; i--)
        {
            if (step.UndoAt == UndoTime.End && JournalEntry.Of(step.Undo[i]) is { } entry)
            {
                subject.Journal.Add(entry);
            }
            else
            {
                onFailure.Add(step.Undo[i]);
            }
        }

        if (step.Undo.Count > 0 && onFailure.Count > 0)
        {
            subject.Guard?.Invoke(Enumerable.Reverse(onFailure));
        }
    }

    private void Try(PlanStep step)
    {
        try
        {
            Do(step);
        }
        catch (Exception e) when (e is DomainException or NativeException or IOException or UnauthorizedAccessException or TimeoutException)
        {
            // the next undo is carried out all the same
        }
    }

    private void Do(PlanStep step)
    {
        switch (step)
        {
            case QmpStep or WaitForEvent or WaitForMigration or WaitForDump or WaitForJob:
                (Monitor ?? throw new InvalidOperationException("a plan speaks to a QEMU that it is not connected to")).Run(step);
                break;
            case OpenResource open:
                Allow(open.Resource);
                Resources.Add(open.Resource);
                break;
            case ForgetUndo:
                onFailure.Clear();
                subject.Guard?.Invoke([]);
                break;
            case CloseResource close:
                Resources.Close(close.Name);
                break;
            case MakeDirectory make:
                files.Make(make.Directory);
                break;
            case MakeFile make:
                files.Make(make.File);
                break;
            case PatchFile patch:
                files.Patch(patch);
                break;
            case GiveFile give:
                files.Give(give);
                subject.Allow?.Invoke(give.Resource.Path, give.Resource.IsReadOnly || give.Resource.IsBelow ? "rk" : "rwk");
                break;
            case RemoveFile remove:
                Files.Delete(remove.Path);
                break;
            case RemoveTree remove:
                FileSteps.Remove(remove.Path);
                break;
            case WriteKernelFile write:
                FileSteps.Write(write);
                break;
            case RunCommand run:
                Execute(run);
                break;
            case StartHelper start:
                helpers.Start(start.Helper, sharesSocket: start.SharesSocket);
                break;
            case PrepareHostDevice prepare:
                (subject.PrepareDevice ?? throw new InvalidOperationException("nobody prepares devices of the host here"))(prepare.Device);
                break;
            case CheckPath check:
                (subject.CheckPath ?? throw Nobody("looks at paths"))(check.Requirement);
                break;
            case Retune retune:
                (subject.Retune ?? throw Nobody("sets limits"))(retune.Domain);
                break;
            case AdaptInterface adapt:
                (subject.Adapt ?? throw Nobody("changes interfaces"))(adapt);
                break;
            case TakeBack back:
                subject.Journal.RunOwned(back.Of);
                break;
            case Tell tell:
                subject.Tell?.Invoke(tell.Event);
                break;
            case FollowRxFilter follow:
                LinkFilter.Follow(follow);
                break;
            default:
                (JournalEntry.Of(step) ?? throw new InvalidOperationException($"a step of type {step.GetType().Name} cannot be carried out")).Run();
                break;
        }
    }

    /// <summary>What is handed to a running QEMU is looked at by its profile too.</summary>
    private void Allow(PlanResource resource)
    {
        (string Path, string Access)? wanted = resource switch
        {
            OutputFile output => (output.Path, "rw"),
            DeviceNode node => (node.Path, node.ReadWrite ? "rw" : "r"),
            VhostNet vhost => (vhost.DevicePath, "rw"),
            VhostVsock => ("/dev/vhost-vsock", "rw"),
            TapQueue => ("/dev/net/tun", "rw"),
            ListeningSocket socket => (socket.Path, "rw"),
            StreamFile stream => (stream.Path, "rw"),
            _ => null,
        };
        if (wanted is { } path)
        {
            subject.Allow?.Invoke(path.Path, path.Access);
        }
    }

    private static InvalidOperationException Nobody(string does) => new($"nobody {does} here");

    private void Execute(RunCommand step)
    {
        var command = new HostCommand(step.Program, step.Arguments) { Input = step.Input is { } input ? System.Text.Encoding.UTF8.GetBytes(input) : default };
        string output = (step.TimeLimit is { } limit ? command with { TimeLimit = limit } : command).Run().Check(step.Purpose).Output;
        if (step.KeepAs is { } name)
        {
            Output[name] = output;
        }
    }
}
