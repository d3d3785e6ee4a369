namespace VirshLite.DomainParser.Model;

/// <summary>&lt;watchdog&gt; (formatdomain, "Watchdog devices").</summary>
public sealed class Watchdog : Device
{
    public WatchdogModel Model { get; set; }

    public WatchdogAction Action { get; set; }
}

public enum WatchdogModel
{
    I6300esb,
    Ib700,
    Diag288,
    Itco,
}

public static class WatchdogModelNames
{
    private static readonly EnumNames<WatchdogModel> All = new("i6300esb", "ib700", "diag288", "itco");

    extension(WatchdogModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<WatchdogModel> Names => All;
    }
}

public enum WatchdogAction
{
    Reset,
    Shutdown,
    Poweroff,
    Pause,
    Dump,
    None,
    InjectNmi,
}

public static class WatchdogActionNames
{
    private static readonly EnumNames<WatchdogAction> All = new("reset", "shutdown", "poweroff", "pause", "dump", "none", "inject-nmi");

    extension(WatchdogAction)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<WatchdogAction> Names => All;
    }
}
