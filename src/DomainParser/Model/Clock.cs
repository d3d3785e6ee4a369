namespace VirshLite.DomainParser.Model;

/// <summary>&lt;clock&gt; (formatdomain, "Time keeping"; completion.md 4.2).</summary>
public sealed class Clock
{
    public SourcePosition Position { get; set; }

    /// <summary>utc where the element or its attribute is absent.</summary>
    public ClockOffset Offset { get; set; }

    /// <summary>adjustment='reset' of utc and localtime.</summary>
    public bool AdjustmentReset { get; set; }

    /// <summary>Seconds of offset variable.</summary>
    public long AdjustmentSeconds { get; set; }

    /// <summary>Of offset variable in a running guest: <see cref="AdjustmentSeconds"/> when it started; null = as now.</summary>
    public long? AdjustmentAtStart { get; set; }

    /// <summary>Of offset variable.</summary>
    public ClockBasis Basis { get; set; }

    /// <summary>Of offset timezone.</summary>
    public string? Timezone { get; set; }

    /// <summary>Of offset absolute: seconds since the epoch.</summary>
    public ulong Start { get; set; }

    /// <summary>In document order.</summary>
    public List<ClockTimer> Timers { get; } = [];
}

public enum ClockOffset
{
    Utc,
    LocalTime,
    Variable,
    Timezone,
    Absolute,
}

internal static class ClockOffsetNames
{
    private static readonly EnumNames<ClockOffset> All = new("utc", "localtime", "variable", "timezone", "absolute");

    extension(ClockOffset)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ClockOffset> Names => All;
    }
}

public enum ClockBasis
{
    Utc,
    LocalTime,
}

internal static class ClockBasisNames
{
    private static readonly EnumNames<ClockBasis> All = new("utc", "localtime");

    extension(ClockBasis)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<ClockBasis> Names => All;
    }
}

/// <summary>&lt;timer&gt;.</summary>
public sealed class ClockTimer
{
    public SourcePosition Position { get; set; }

    public TimerName Name { get; set; }

    public bool? Present { get; set; }

    public TickPolicy? TickPolicy { get; set; }

    public TimerTrack? Track { get; set; }

    /// <summary>Of tsc, in Hz; 0 or null = not given.</summary>
    public ulong? FrequencyHz { get; set; }

    /// <summary>Of tsc.</summary>
    public TimerMode? Mode { get; set; }

    /// <summary>&lt;catchup&gt;: 0 = not given.</summary>
    public ulong CatchupThreshold { get; set; }

    public ulong CatchupSlew { get; set; }

    public ulong CatchupLimit { get; set; }
}

public enum TimerName
{
    Platform,
    Pit,
    Rtc,
    Hpet,
    Tsc,
    KvmClock,
    HypervClock,
    ArmVTimer,
}

public static class TimerNames
{
    private static readonly EnumNames<TimerName> All = new("platform", "pit", "rtc", "hpet", "tsc", "kvmclock", "hypervclock", "armvtimer");

    extension(TimerName)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TimerName> Names => All;
    }
}

public enum TickPolicy
{
    Delay,
    Catchup,
    Merge,
    Discard,
}

public static class TickPolicyNames
{
    private static readonly EnumNames<TickPolicy> All = new("delay", "catchup", "merge", "discard");

    extension(TickPolicy)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TickPolicy> Names => All;
    }
}

public enum TimerTrack
{
    Boot,
    Guest,
    Wall,
    RealTime,
}

internal static class TimerTrackNames
{
    private static readonly EnumNames<TimerTrack> All = new("boot", "guest", "wall", "realtime");

    extension(TimerTrack)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TimerTrack> Names => All;
    }
}

public enum TimerMode
{
    Auto,
    Native,
    Emulate,
    Paravirt,
    SmpSafe,
}

internal static class TimerModeNames
{
    private static readonly EnumNames<TimerMode> All = new("auto", "native", "emulate", "paravirt", "smpsafe");

    extension(TimerMode)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<TimerMode> Names => All;
    }
}
