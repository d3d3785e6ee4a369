using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>What is known of a guest before its QEMU is there: its plan's, with who starts it.</summary>
internal static class FirstRecord
{
    public static GuestRecord Of(LaunchPlan plan, GuestStore store, LogLimits limits)
    {
        Domain domain = plan.Domain;
        GuestPaths paths = plan.Paths;
        return new GuestRecord
        {
            Name = domain.Name,
            Uuid = domain.Uuid ?? Guid.Empty,
            Id = paths.Id,
            State = GuestState.Paused,
            Reason = "starting up",
            Binary = plan.Binary,
            MonitorSocket = paths.MonitorSocket,
            SupervisorSocket = store.SupervisorSocketOf(paths.Id),
            LogFile = paths.LogFile,
            LogLimits = limits,
            DomainDirectory = paths.DomainDirectory,
            OnPoweroff = domain.Lifecycle.OnPoweroff ?? LifecycleAction.Destroy,
            OnReboot = domain.Lifecycle.OnReboot ?? LifecycleAction.Restart,
            OnCrash = domain.Lifecycle.OnCrash ?? LifecycleAction.Destroy,
            DumpDirectory = paths.DumpDirectory,
            WatchdogDumps = domain.Watchdogs.Exists(w => w.Action == WatchdogAction.Dump),
            Launcher = ProcessIdentity.Of(Environment.ProcessId),
            Vcpus = domain.Vcpus.OnlineCount,
            MaxMemoryKiB = domain.MemoryKiB ?? 0,
            MemoryKiB = domain.CurrentMemoryKiB ?? domain.MemoryKiB ?? 0,
        };
    }
}
