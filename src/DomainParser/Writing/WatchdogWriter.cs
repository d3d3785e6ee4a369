using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;watchdog&gt;.</summary>
internal static class WatchdogWriter
{
    public static void Write(XmlOutput xml, Watchdog watchdog) =>
        DeviceWriter.Finish(xml.Open("watchdog").Attr("model", WatchdogModel.Names[watchdog.Model]).Attr("action", WatchdogAction.Names[watchdog.Action]),
            watchdog);
}
