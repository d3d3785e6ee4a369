using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tuning;

/// <summary>
/// Core scheduling (confinement.md 8.3): the kernel runs threads with one cookie, and nothing else, on a core at a time. What bears it hands it on to what it
/// starts. A guest that is to have one and cannot is not started.
/// </summary>
/// <param name="scheduling">What has the cookie.</param>
/// <param name="call">prctl's PR_SCHED_CORE: command, process or thread, how much of it; throws where the kernel refuses.</param>
internal sealed class CoreCookies(CoreScheduling scheduling, Action<CoreCookies.Command, int, CoreCookies.Scope>? call = null)
{
    private readonly Action<Command, int, Scope> call = call ?? Ask;

    /// <summary>PR_SCHED_CORE_CREATE, _SHARE_TO, _SHARE_FROM.</summary>
    public enum Command
    {
        Create = 1,
        ShareTo = 2,
        ShareFrom = 3,
    }

    /// <summary>PR_SCHED_CORE_SCOPE_THREAD, _THREAD_GROUP, _PROCESS_GROUP.</summary>
    public enum Scope
    {
        Thread = 0,
        Process = 1,
        ProcessGroup = 2,
    }

    /// <summary>QEMU is told before it is QEMU: its process has to wait.</summary>
    public bool IsForProcess => scheduling is CoreScheduling.Emulator or CoreScheduling.Full;

    /// <summary>The vCPUs have to be known.</summary>
    public bool IsForVcpus => scheduling == CoreScheduling.Vcpus;

    /// <param name="qemu">Waits to become QEMU.</param>
    /// <param name="journal">Names the helpers.</param>
    public void Give(ProcessIdentity qemu, CleanupJournal journal)
    {
        if (!IsForProcess)
        {
            return;
        }

        call(Command.Create, qemu.Pid, Scope.Process);
        if (scheduling == CoreScheduling.Full)
        {
            Share(qemu.Pid, [.. journal.Read().Select(HelperOf).OfType<int>()], Scope.ProcessGroup);
        }
    }

    /// <summary>Those that came since have the others' too.</summary>
    /// <param name="threads">Where no vCPU has a thread of its own, QEMU as a whole gets the cookie.</param>
    /// <param name="qemu">Whose they are.</param>
    public void Give(GuestThreads threads, ProcessIdentity qemu)
    {
        if (!IsForVcpus)
        {
            return;
        }

        if (threads.Vcpus.Count == 0)
        {
            call(Command.Create, qemu.Pid, Scope.Process);
            return;
        }

        int[] vcpus = [.. threads.Vcpus.OrderBy(v => v.Key).Select(v => v.Value)];
        call(Command.Create, vcpus[0], Scope.Thread);
        Share(vcpus[0], vcpus[1..], Scope.Thread);
    }

    /// <summary>Only one's own cookie can be shared: a thread takes it, gives it on and ends.</summary>
    private void Share(int from, IReadOnlyList<int> to, Scope scope)
    {
        if (to.Count == 0)
        {
            return;
        }

        Exception? failure = null;
        var bearer = new Thread(() =>
        {
            try
            {
                call(Command.ShareFrom, from, Scope.Thread);
                foreach (int id in to)
                {
                    call(Command.ShareTo, id, scope);
                }
            }
            catch (NativeException e)
            {
                failure = e;
            }
        });
        bearer.Start();
        bearer.Join();
        if (failure is not null)
        {
            throw failure;
        }
    }

    /// <summary>The process group of a helper that an entry of the journal ends; null where it ends none, or one that has ended.</summary>
    private static int? HelperOf(CleanupAction action)
    {
        ProcessIdentity? helper = action.Kind switch
        {
            CleanupKind.ProcessGroup => action.Identity,
            CleanupKind.PidFile => CleanupAction.NamedBy(action.Words[0], action.Words[1]),
            _ => null,
        };
        return helper is { IsAlive: true } one ? one.Pid : null;
    }

    private static void Ask(Command command, int id, Scope scope)
    {
        if (Libc.prctl(Libc.PR_SCHED_CORE, (nuint)command, (nuint)id, (nuint)scope, 0) < 0)
        {
            throw NativeException.Last("Unable to set SCHED_CORE");
        }
    }
}
