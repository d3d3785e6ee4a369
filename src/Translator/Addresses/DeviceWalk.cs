using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>All devices that can have an address, in the one order that the rules mean by "the walk" (addresses.md 1.5).</summary>
internal static class DeviceWalk
{
    public static List<Device> Of(Domain domain)
    {
        var devices = new List<Device>(32);
        foreach (DeviceRow row in DeviceTable.WalkOrder)
        {
            foreach (Device device in row.Kind.Of(domain))
            {
                if (!IsAnother(domain, device))
                {
                    devices.Add(device);
                }
            }
        }

        return devices;
    }

    /// <summary>A host device behind an interface shares the interface's address, the first console that of the first serial.</summary>
    private static bool IsAnother(Domain domain, Device device) => device switch
    {
        Hostdev hostdev => hostdev.Interface is not null,
        GuestConsole console => console.TargetType == ConsoleTarget.Serial && ReferenceEquals(console, domain.Consoles[0]),
        _ => false,
    };
}
