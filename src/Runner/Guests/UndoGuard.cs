using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// What QEMU would have to do to take an unfinished plan back lies with the guest's supervisor, so that it happens even where this process is killed.
/// </summary>
internal static class UndoGuard
{
    /// <summary>The command of the supervisor's own that it is told with.</summary>
    public const string Command = "virshlite-guard";

    public static void Tell(QmpClient monitor, IEnumerable<PlanStep> undo)
    {
        PropertyBag arguments = new PropertyBag().AddArray("commands", undo.OfType<QmpStep>().Select(c => (PropertyValue)new ObjectProperty(
            new PropertyBag().Add("execute", c.Command).Add("arguments", c.Arguments))));
        try
        {
            monitor.Execute(Command, PropertyWriter.ToJson(arguments, NoDescriptors.Instance));
        }
        catch (QmpClosedException)
        {
            // the guest has ended; the step that comes now says so
        }
    }
}
