using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>on_poweroff, on_reboot, on_crash, on_lockfailure, pm and perf.</summary>
internal static class LifecycleReader
{
    public static Lifecycle Read(XmlCursor root) => new()
    {
        OnPoweroff = root.Child("on_poweroff")?.ContentEnum(LifecycleActionNames.All),
        OnReboot = root.Child("on_reboot")?.ContentEnum(LifecycleActionNames.All),
        OnCrash = root.Child("on_crash")?.ContentEnum(LifecycleActionNames.All),
        OnLockFailure = root.Child("on_lockfailure")?.ContentEnum(LockFailureActionNames.All),
    };

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
            PerfEvent name = child.RequiredEnum("name", PerfEventNames.All);
            bool enabled = child.YesNo("enabled") ?? throw child.Error("<event> needs the attribute 'enabled'");
            if (!perf.Events.TryAdd(name, enabled))
            {
                throw child.Error($"the event '{PerfEventNames.All[name]}' is given more than once");
            }
        }

        return perf;
    }
}
