using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;watchdog&gt;.</summary>
internal static class WatchdogWriter
{
    public static void Write(XmlOutput xml, Watchdog watchdog) =>
        DeviceWriter.Finish(xml.Open("watchdog").Attr("model", WatchdogModelNames.All[watchdog.Model]).Attr("action", WatchdogActionNames.All[watchdog.Action]), watchdog);
}
