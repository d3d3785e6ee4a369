using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>on_poweroff, on_reboot, on_crash, on_lockfailure, pm and perf.</summary>
internal static class LifecycleReader
{
    public static Lifecycle Read(XmlCursor root) => new()
    {
        OnPoweroff = Action(root, "on_poweroff"),
        OnReboot = Action(root, "on_reboot"),
        OnCrash = Action(root, "on_crash"),
        OnLockFailure = root.Child("on_lockfailure")?.ContentEnum(LockFailureAction.Names),
    };

    private static LifecycleAction? Action(XmlCursor root, string name)
    {
        XmlCursor? child = root.Child(name);
        LifecycleAction? action = child?.ContentEnum(LifecycleAction.Names);
        child?.RefuseNewer(action == LifecycleAction.PreserveRunning, "preserve-running", "12.6");
        return action;
    }

    public static PowerManagement PowerManagement(XmlCursor cursor) => new()
    {
        SuspendToMem = cursor.Child("suspend-to-mem")?.YesNo("enabled"),
        SuspendToDisk = cursor.Child("suspend-to-disk")?.YesNo("enabled"),
    };

    public static Perf Perf(XmlCursor cursor)
    {
        var perf = new Perf();
        foreach (XmlCursor child in cursor.Children("event"))
        {
            PerfEvent name = child.RequiredEnum("name", PerfEvent.Names);
            bool enabled = child.YesNo("enabled") ?? throw child.Error("<event> needs the attribute 'enabled'");
            if (!perf.Events.TryAdd(name, enabled))
            {
                throw child.Error($"the event '{PerfEvent.Names[name]}' is given more than once");
            }
        }

        return perf;
    }
}
