using VirshLite.Runner.Passthrough;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Facts;

/// <summary>Where VirshLite itself notes what is in use on the host, below its state directory.</summary>
internal static class StateFiles
{
    /// <summary>The networks that <c>net-start</c> has started, a file each.</summary>
    public static string Networks(Settings settings) => settings.StateDirectory + "/network";

    /// <summary>Storage pools without a definition, a file each, and notes about those that were stopped.</summary>
    public static string Pools(Settings settings) => settings.StateDirectory + "/storage";

    /// <summary>Is there where somebody has stopped the pool.</summary>
    public static string StoppedPool(Settings settings, string name) => $"{Pools(settings)}/{name}.stopped";

    /// <summary>The devices of the host that guests have, a file each with the guest's name in it.</summary>
    public static string DeviceClaims(Settings settings) => settings.StateDirectory + "/hostdevs";

    /// <summary>The name of the file for a PCI device; the address is sysfs's.</summary>
    public static string PciClaim(string address) => "pci-" + address;
}
