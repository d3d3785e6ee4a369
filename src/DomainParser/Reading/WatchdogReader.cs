using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;watchdog&gt;; the action is reset where none is given.</summary>
internal static class WatchdogReader
{
    public static Watchdog Read(XmlCursor cursor)
    {
        var watchdog = new Watchdog
        {
            Model = cursor.RequiredEnum("model", WatchdogModel.Names),
            Action = cursor.Enum("action", WatchdogAction.Names) ?? WatchdogAction.Reset,
        };
        cursor.RefuseNewer(watchdog.Model == WatchdogModel.Itco, "model='itco'", "9.1");
        DeviceReader.ReadCommon(cursor, watchdog);
        return watchdog;
    }
}
