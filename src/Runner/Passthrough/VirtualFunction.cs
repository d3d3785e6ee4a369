using System.Globalization;
using System.Text.Json;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Passthrough;

/// <summary>An SR-IOV virtual function of a network card, told its MAC address and VLAN through the physical one (network.md 8.12).</summary>
internal sealed class VirtualFunction
{
    private readonly DeviceHost host;
    private readonly string link;
    private readonly string number;

    private VirtualFunction(DeviceHost host, string link, string number)
    {
        this.host = host;
        this.link = link;
        this.number = number;
    }

    /// <exception cref="GuestException">The device is no virtual function of a network card.</exception>
    public static VirtualFunction Of(DeviceHost host, HostPciFunction device)
    {
        string physical = device.Directory + "/physfn";
        if (host.Files.LinkName(physical) is { } parent)
        {
            string card = "/sys/bus/pci/devices/" + parent;
            string? link = host.Files.Names(card + "/net").FirstOrDefault();
            string? entry = host.Files.Names(card).FirstOrDefault(n =>
                n.StartsWith("virtfn", StringComparison.Ordinal) && host.Files.LinkName($"{card}/{n}") == device.Address);
            if (link is null || entry is null)
            {
                throw new GuestException(
                    $"unsupported configuration: {device.Address} is a virtual function of {parent}, which is no network card that the host's driver serves");
            }

            return new(host, link, entry["virtfn".Length..]);
        }

        throw new GuestException(
            $"unsupported configuration: Interface type hostdev is currently supported on SR-IOV Virtual Functions only; {device.Address} is none: use "
            + "<hostdev> for it");
    }

    /// <summary>Sets address and tag; what was before is noted first.</summary>
    public void Set(PlannedVirtualFunction wanted, CleanupJournal journal)
    {
        (string mac, uint vlan) = Current();
        journal.Add(CleanupAction.Command("ip", Words(mac, vlan)));
        host.Run("ip", Words(wanted.Mac, wanted.Vlan ?? 0)).Check();
    }

    private string[] Words(string mac, uint vlan) =>
        ["link", "set", "dev", link, "vf", number, "mac", mac, "vlan", vlan.ToString(CultureInfo.InvariantCulture)];

    /// <summary>What the card holds for the function; zeros where it does not say.</summary>
    private (string Mac, uint Vlan) Current()
    {
        CommandResult result = host.Run("ip", "-json", "link", "show", "dev", link);
        (string Mac, uint Vlan) unset = ("00:00:00:00:00:00", 0);
        if (!result.Success)
        {
            return unset;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(result.Output);
            foreach (JsonElement device in document.RootElement.EnumerateArray())
            {
                if (!device.TryGetProperty("vfinfo_list", out JsonElement functions))
                {
                    continue;
                }

                foreach (JsonElement function in functions.EnumerateArray())
                {
                    if (function.TryGetProperty("vf", out JsonElement index) && index.GetRawText() == number)
                    {
                        return (MacOf(function) ?? unset.Mac, VlanOf(function));
                    }
                }
            }
        }
        catch (JsonException)
        {
            // an ip without JSON
        }

        return unset;
    }

    private static string? MacOf(JsonElement function) =>
        function.TryGetProperty("address", out JsonElement mac) || function.TryGetProperty("mac", out mac) ? mac.GetString() : null;

    private static uint VlanOf(JsonElement function)
    {
        if (function.TryGetProperty("vlan_list", out JsonElement list) && list.GetArrayLength() > 0)
        {
            function = list[0];
        }

        return function.TryGetProperty("vlan", out JsonElement tag) && tag.TryGetUInt32(out uint number) ? number : 0;
    }
}
