using VirshLite.DomainParser.Model;
using VirshLite.Runner.Confinement;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Qmp;
using VirshLite.Runner.Tuning;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Changes;

/// <summary>Limits and affinity of a guest that runs already; it gets a control group when it needs its first one.</summary>
internal static class LiveTuning
{
    /// <exception cref="GuestException">The host or the mode cannot do it.</exception>
    public static void Apply(Domain domain, GuestRecord record, QmpClient monitor, Settings settings, CleanupJournal journal)
    {
        if (record.Qemu is not { } qemu)
        {
            return;
        }

        ResourceControl? control = ResourceControl.Of(domain, settings, record.Id);
        if (MachineScope.UnitOf(qemu.Pid) is { } scope)
        {
            control?.MoveBelow(scope, qemu);
        }

        control?.Create(journal);
        control?.Add(qemu);
        GuestThreads threads = GuestThreads.Ask(monitor, qemu);
        new CoreCookies(settings.Confinement.CoreScheduling).Give(threads, qemu);
        control?.AddThreads(threads);
        ThreadTuning.Apply(domain, threads, qemu);
    }
}
