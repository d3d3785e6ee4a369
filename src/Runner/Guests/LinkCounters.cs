using System.Globalization;
using VirshLite.Translator.Questions;

namespace VirshLite.Runner.Guests;

/// <summary>The kernel's counters of network devices.</summary>
public static class LinkCounters
{
    /// <param name="device">The host's device.</param>
    /// <param name="isGuestEnd">False: the device is the host's end of the wire (a tap), and what it receives the guest has sent.</param>
    /// <returns>null where there is no such device.</returns>
    public static LinkFigures? Of(string device, bool isGuestEnd = false)
    {
        string directory = $"/sys/class/net/{device}/statistics/";
        if (device.Contains('/', StringComparison.Ordinal) || !Directory.Exists(directory))
        {
            return null;
        }

        string here = isGuestEnd ? "rx" : "tx", there = isGuestEnd ? "tx" : "rx";
        return new LinkFigures(Read(here, "bytes"), Read(here, "packets"), Read(here, "errors"), Read(here, "dropped"),
            Read(there, "bytes"), Read(there, "packets"), Read(there, "errors"), Read(there, "dropped"));

        ulong Read(string way, string what) => ulong.Parse(File.ReadAllText($"{directory}{way}_{what}"), CultureInfo.InvariantCulture);
    }
}
