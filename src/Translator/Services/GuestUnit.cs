using System.Globalization;

namespace VirshLite.Translator.Services;

/// <summary>What the unit of one guest depends on.</summary>
/// <param name="Name">The guest.</param>
/// <param name="Program">Absolute path of this program.</param>
/// <param name="Guest">What <c>start</c> is given: the guest's name, or the absolute path of its XML.</param>
/// <param name="Session">A unit of the user's own manager.</param>
/// <param name="ShutdownSeconds">How long the guest may take to power off before it is ended.</param>
public sealed record GuestUnitFacts(string Name, string Program, string Guest, bool Session, int ShutdownSeconds = 300);

/// <summary>
/// A systemd service that is one guest (host-takeover.md 8): started when networks and storage are there, stopped by its power button, started again when it
/// ended other than by powering off.
/// </summary>
public static class GuestUnit
{
    /// <summary>What storage and networks of guests come from, as far as a host has it (host-takeover.md 8.3).</summary>
    private const string SystemAfter =
        "network.target network-online.target remote-fs.target time-sync.target iscsid.service multipathd.service zfs.target apparmor.service "
        + "systemd-machined.service";

    /// <summary>Wrong words, XML that is refused, no such guest: the next try would end the same way.</summary>
    private const string NotWorthAnotherTry = "2 3 4";

    public static UnitFile Of(GuestUnitFacts facts)
    {
        UnitFile unit = new UnitFile()
            .Comment($"made by: virshlite unit {facts.Guest}")
            .Section("Unit")
            .Set("Description", $"Guest {facts.Name}")
            .Set("Documentation", "man:virshlite(1)");
        if (!facts.Session)
        {
            unit.Set("After", SystemAfter).Set("Wants", "network-online.target");
        }

        string[] mode = facts.Session ? ["--session"] : [];
        return unit
            .Section("Service")
            .Set("Type", "notify")
            .Command("ExecStart", [facts.Program, .. mode, "start", "--foreground", "--quiet", facts.Guest])
            .Set("KillMode", "mixed")
            .Set("TimeoutStartSec", "infinity")
            .Set("TimeoutStopSec", facts.ShutdownSeconds.ToString(CultureInfo.InvariantCulture))
            .Set("Restart", "on-failure")
            .Set("RestartSec", "5")
            .Set("RestartPreventExitStatus", NotWorthAnotherTry)
            .Set("Delegate", "yes")
            .Set("TasksMax", "16384")
            .Section("Install")
            .Set("WantedBy", facts.Session ? "default.target" : "multi-user.target");
    }
}
