namespace VirshLite.DomainParser.Model;

/// <summary>on_poweroff, on_reboot, on_crash and on_lockfailure (formatdomain, "Events configuration").</summary>
public sealed class Lifecycle
{
    public LifecycleAction? OnPoweroff { get; set; }

    public LifecycleAction? OnReboot { get; set; }

    public LifecycleAction? OnCrash { get; set; }

    public LockFailureAction? OnLockFailure { get; set; }
}

public enum LifecycleAction
{
    Destroy,
    Restart,
    RenameRestart,
    Preserve,
    CoredumpDestroy,
    CoredumpRestart,

    /// <summary>Of a crashed guest: it goes on as it is.</summary>
    PreserveRunning,
}

public static class LifecycleActionNames
{
    private static readonly EnumNames<LifecycleAction> All =
        new("destroy", "restart", "rename-restart", "preserve", "coredump-destroy", "coredump-restart", "preserve-running");

    extension(LifecycleAction)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<LifecycleAction> Names => All;
    }
}

public enum LockFailureAction
{
    Default,
    Poweroff,
    Restart,
    Pause,
    Ignore,
}

internal static class LockFailureActionNames
{
    private static readonly EnumNames<LockFailureAction> All = new("default", "poweroff", "restart", "pause", "ignore");

    extension(LockFailureAction)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<LockFailureAction> Names => All;
    }
}
