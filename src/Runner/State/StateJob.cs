using VirshLite.DomainParser;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>
/// Carries out the plan of a state job (save, snapshot, block job …) on a running guest, all or nothing. What QEMU would have to do to take it back lies with
/// the guest's supervisor meanwhile, so that it happens even where this process is killed.
/// </summary>
internal static class StateJob
{
    /// <param name="isOver">Asked while it waits: true ends the wait as Ctrl+C does.</param>
    /// <exception cref="DomainException">A step failed; what was done before it is taken back.</exception>
    public static void Run(GuestOperations guests, GuestRecord record, QmpClient monitor, IEnumerable<PlanStep> steps, Action<double>? progress = null,
        Func<bool>? isOver = null)
    {
        var subject = new PlanSubject(guests.Store.Settings, guests.Store.JournalOf(record.Name))
        {
            Name = record.Name,
            Uuid = record.Uuid,
            Log = record.Log,
            Users = Helpers.PlanUsers.Of(guests.Store.Settings, record.Uuid),
            Allow = (path, access) => Confinement.AppArmorGuard.Allow(guests.Store.DirectoryOf(record.Name), path, access),
            Guard = undo => UndoGuard.Tell(monitor, undo),
        };
        using var interrupt = new Interruption();
        using var executor = new PlanExecutor(subject);
        executor.Connect(monitor);
        executor.Monitor!.Progress = progress;
        executor.Monitor.IsInterrupted = () => interrupt.Happened || isOver?.Invoke() == true;
        try
        {
            executor.RunOrUndo(steps);
        }
        catch (QmpException e)
        {
            throw new GuestException(e.Message, e);
        }
        catch (QmpClosedException e)
        {
            throw new GuestException("operation failed: domain is no longer running", e);
        }
        catch (Exception e) when (e is NativeException or IOException or TimeoutException)
        {
            throw new GuestException(e.Message, e);
        }
    }
}
