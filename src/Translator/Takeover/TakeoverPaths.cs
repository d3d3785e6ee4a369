using VirshLite.Translator.Context;

namespace VirshLite.Translator.Takeover;

/// <summary>Where a take-over finds libvirt's files, and keeps its own.</summary>
public static class TakeoverPaths
{
    /// <summary>libvirt's status files of active networks.</summary>
    public const string Networks = "/run/libvirt/network";

    /// <summary>What undoes the take-over; while it is there the host is VirshLite's, also after a boot.</summary>
    public static string Journal(Settings own) => own.LibDirectory + "/takeover";

    /// <summary>The last line of the journal of a take-over that is through.</summary>
    public const string Done = "done";

    /// <summary>VirshLite's mark that autostart has been done in this boot.</summary>
    public static string Autostarted(Settings own) => own.StateDirectory + "/autostarted";

    /// <summary>libvirt's.</summary>
    public static string LibvirtsAutostarted(Settings libvirt) => libvirt.StateDirectory + "/autostarted";
}
