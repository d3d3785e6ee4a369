using VirshLite.Runner.Definitions;
using VirshLite.Runner.Execution;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.State;

/// <summary>Carries out steps about the images of a guest that is off, all or nothing.</summary>
internal static class OfflineJob
{
    public static void Run(Settings settings, KnownGuest guest, IEnumerable<PlanStep> steps)
    {
        string journal = $"{settings.StateDirectory}/{guest.Name}.state-undo";
        Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
        using var executor = new PlanExecutor(new PlanSubject(settings, new CleanupJournal(journal)) { Users = PlanUsers.Of(settings, guest.Uuid) });
        try
        {
            executor.RunOrUndo(steps);
        }
        catch (Exception e) when (e is NativeException or IOException or TimeoutException)
        {
            throw new GuestException(e.Message, e);
        }
        finally
        {
            Files.Delete(journal);
        }
    }
}
