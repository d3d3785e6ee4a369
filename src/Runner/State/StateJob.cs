using VirshLite.DomainParser;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>
/// Carries out the plan of a state job (save, snapshot, block job …) on a running guest, all or nothing. What QEMU would have to do to take it back lies with the guest's
/// supervisor meanwhile, so that it happens even where this process is killed.
/// </summary>
internal static class StateJob
{
    /// <exception cref="DomainException">A step failed; what was done before it is taken back.</exception>
    public static void Run(GuestOperations guests, GuestRecord record, QmpClient monitor, IEnumerable<PlanStep> steps, Action<double>? progress = null)
    {
        var subject = new PlanSubject(guests.Store.Settings, guests.Store.JournalOf(record.Name))
        {
            Uuid = record.Uuid,
            LogFile = record.LogFile,
            Users = Helpers.PlanUsers.Of(guests.Store.Settings),
            Allow = (path, access) => Confinement.AppArmorGuard.Allow(guests.Store.DirectoryOf(record.Name), path, access),
            Guard = undo => Guard(monitor, undo),
        };
        using var interrupt = new Interruption();
        using var executor = new PlanExecutor(subject);
        executor.Connect(monitor);
        executor.Monitor!.Progress = progress;
        executor.Monitor.IsInterrupted = () => interrupt.Happened;
        try
        {
            executor.RunOrUndo(steps);
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

    private static void Guard(QmpClient monitor, IEnumerable<PlanStep> undo)
    {
        PropertyBag arguments = new PropertyBag().AddArray("commands", undo.OfType<QmpStep>().Select(c => (PropertyValue)new ObjectProperty(
            new PropertyBag().Add("execute", c.Command).Add("arguments", c.Arguments))));
        try
        {
            monitor.Execute(QmpServer.GuardCommand, PropertyWriter.ToJson(arguments, NoDescriptors.Instance));
        }
        catch (QmpClosedException)
        {
            // the guest has ended; the step that comes now says so
        }
    }
}
