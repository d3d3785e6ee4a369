using VirshLite.Runner.Undo;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>
/// Steps of plans as entries of a journal: those that need nothing but the host, so that they can be carried out when whoever noted them is gone.
/// </summary>
internal static class JournalEntry
{
    /// <summary>null for a step that needs more than the host: QEMU, or what the plan has opened.</summary>
    /// <exception cref="InvalidOperationException">The step cannot undo anything: it reads or keeps something.</exception>
    public static CleanupAction? Of(PlanStep step) => step switch
    {
        RemoveFile remove => CleanupAction.File(remove.Path),
        RemoveTree remove => CleanupAction.Tree(remove.Path),
        WriteKernelFile write => CleanupAction.KernelFile(write.Path, write.Text),
        StopByPidFile stop => CleanupAction.PidFile(stop.Path, stop.Program),
        StopMarked stop => CleanupAction.Orphans("", stop.Mark),
        RemovePacketRules rules => CleanupAction.PacketRules(rules.Program, rules.Mark),
        RunCommand { Input: null, KeepAs: null } run => CleanupAction.Command(run.Program, run.Arguments),
        RunCommand run => throw new InvalidOperationException($"'{run.Program}' cannot be an undo while it reads or keeps something"),
        _ => null,
    };
}
