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
    public static void Run(Settings settings, string guest, IEnumerable<PlanStep> steps)
    {
        string journal = $"{settings.StateDirectory}/{guest}.state-undo";
        Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
        using var executor = new PlanExecutor(new PlanSubject(settings, new CleanupJournal(journal)) { Users = PlanUsers.Of(settings) });
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
