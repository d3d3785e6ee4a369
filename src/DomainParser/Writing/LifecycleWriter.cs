using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>on_poweroff, on_reboot, on_crash, on_lockfailure, pm and perf.</summary>
internal static class LifecycleWriter
{
    public static void Write(XmlOutput xml, Domain domain)
    {
        Lifecycle lifecycle = domain.Lifecycle;
        xml.Element("on_poweroff", LifecycleAction.Names.Of(lifecycle.OnPoweroff));
        xml.Element("on_reboot", LifecycleAction.Names.Of(lifecycle.OnReboot));
        xml.Element("on_crash", LifecycleAction.Names.Of(lifecycle.OnCrash));
        if (lifecycle.OnLockFailure is not (null or LockFailureAction.Default))
        {
            xml.Element("on_lockfailure", LockFailureAction.Names.Of(lifecycle.OnLockFailure));
        }

        PowerManagement pm = domain.PowerManagement;
        if (pm.SuspendToMem is not null || pm.SuspendToDisk is not null)
        {
            xml.Open("pm");
            Suspend(xml, "suspend-to-mem", pm.SuspendToMem);
            Suspend(xml, "suspend-to-disk", pm.SuspendToDisk);
            xml.Close();
        }

        if (domain.Perf is { Events.Count: > 0 } perf)
        {
            xml.Open("perf");
            foreach ((PerfEvent name, bool enabled) in perf.Events)
            {
                xml.Open("event").Attr("name", PerfEvent.Names[name]).YesNo("enabled", enabled).Close();
            }

            xml.Close();
        }
    }

    private static void Suspend(XmlOutput xml, string name, bool? enabled)
    {
        if (enabled is not null)
        {
            xml.Open(name).YesNo("enabled", enabled).Close();
        }
    }
}
