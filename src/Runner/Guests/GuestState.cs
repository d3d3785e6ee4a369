using VirshLite.DomainParser;

namespace VirshLite.Runner.Guests;

/// <summary>The state of a guest; the words are virsh's.</summary>
public enum GuestState
{
    Running,
    Paused,
    InShutdown,
    ShutOff,
    Crashed,
    PmSuspended,

    /// <summary>Nobody knows.</summary>
    NoState,
}

public static class GuestStateNames
{
    private static readonly EnumNames<GuestState> All = new("running", "paused", "in shutdown", "shut off", "crashed", "pmsuspended", "no state");

    extension(GuestState)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<GuestState> Names => All;
    }
}
