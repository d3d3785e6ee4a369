using System.Globalization;
using System.Net;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;forward&gt; of a network: mode, devices, NAT.</summary>
internal static class NetworkForwardReader
{
    /// <summary>Those that devices have, and no pool of a network.</summary>
    private static readonly string[] OtherAddressTypes =
        ["none", "drive", "virtio-serial", "ccid", "usb", "spapr-vio", "virtio-s390", "ccw", "virtio-mmio", "isa", "dimm", "unassigned"];

    private const string PciText = "{0:x4}:{1:x2}:{2:x2}.{3:x}";

    public static void Read(XmlCursor cursor, VirtualNetwork network)
    {
        if (cursor.FirstChild("forward") is not { } forward)
        {
            return;
        }

        string? mode = forward.NonEmpty("mode");
        if (mode is not null && !NetworkForward.Names.TryParse(mode, out _))
        {
            throw forward.Refused($"unknown forwarding type '{mode}'", RefusalKind.Unsupported);
        }

        network.Forward = mode is null ? NetworkForward.Nat : NetworkForward.Names.TryParse(mode, out NetworkForward read) ? read : default;
        network.Managed = forward.Text("managed") == "yes";
        if (forward.FirstChild("driver") is { } driver)
        {
            network.HostdevDriver = driver.Text("name") switch
            {
                null or "default" => null,
                var name and ("kvm" or "vfio" or "xen") => name,
                var name => throw driver.Refused($"Invalid value for attribute 'name' in element 'driver': '{name}'."),
            };
            network.HostdevModel = driver.NonEmpty("model");
        }

        ReadNat(forward, network);
        ReadDevices(forward, network);
    }

    /// <summary>A pool is of one kind: where devices are named, addresses and cards are read over, and where addresses are, cards.</summary>
    private static void ReadDevices(XmlCursor forward, VirtualNetwork network)
    {
        string? first = forward.NonEmpty("dev");
        IReadOnlyList<XmlCursor> cards = forward.Children("pf");
        IReadOnlyList<XmlCursor> addresses = forward.Children("address");
        IReadOnlyList<XmlCursor> interfaces = forward.Children("interface");
        if (first is not null && (cards.Count > 0 || addresses.Count > 0))
        {
            throw forward.Refused($"the <forward> 'dev' attribute cannot be used when <address> or <pf> sub-elements are present in network {network.Name}");
        }

        if (interfaces.Count > 0 || first is not null)
        {
            ReadInterfaces(forward, interfaces, first, network);
        }
        else if (addresses.Count > 0)
        {
            foreach (XmlCursor address in addresses)
            {
                ReadAddress(address, network);
            }
        }
        else if (cards.Count > 0)
        {
            network.PhysicalFunction = cards.Count > 1 ? throw cards[1].Refused($"Only one <pf> element is allowed in <forward> of network {network.Name}")
                : cards[0].Text("dev") ?? throw cards[0].Refused($"Missing required dev attribute in <pf> element of network '{network.Name}'");
        }
    }

    private static void ReadInterfaces(XmlCursor forward, IReadOnlyList<XmlCursor> interfaces, string? first, VirtualNetwork network)
    {
        foreach (XmlCursor device in interfaces)
        {
            device.IgnoreAttributes("connections");
            string name = device.NonEmpty("dev") ?? throw device.Refused(
                $"Missing required dev attribute in <forward> <interface> element of network {network.Name}");
            if (first is not null && network.Devices.Count == 0 && name != first)
            {
                throw forward.Refused($"<forward dev='{first}'> must match first <interface dev='{name}'/> in network {network.Name}");
            }

            network.Devices.Add(!network.Devices.Contains(name)
                ? name : throw device.Refused($"interface '{name}' can only be listed once in network {network.Name}"));
        }

        if (network.Devices.Count == 0 && first is not null)
        {
            network.Devices.Add(first);
        }
    }

    private static void ReadAddress(XmlCursor cursor, VirtualNetwork network)
    {
        cursor.IgnoreAttributes("connections");
        string type = cursor.Text("type") ?? throw cursor.Refused($"missing address type in network {network.Name}");
        if (type != "pci")
        {
            throw OtherAddressTypes.Contains(type) ? cursor.Refused($"unsupported address type '{type}' in network {network.Name}")
                : cursor.Refused($"unknown address type '{type}' in network {network.Name}", RefusalKind.Unsupported);
        }

        CheckPci(cursor, "domain", uint.MaxValue, "");
        CheckPci(cursor, "bus", 0xff, "bus='0x{0:x}', must be <= 0xFF");
        CheckPci(cursor, "slot", 0x1f, "slot='0x{0:x}', must be <= 0x1F");
        CheckPci(cursor, "function", 7, "function=0x{0:x}, must be <= 7");
        PciAddress address = DeviceAddressReader.ReadHostPci(cursor);
        network.HostAddresses.Add(!network.HostAddresses.Exists(a =>
            (a.Domain, a.Bus, a.Slot, a.Function) == (address.Domain, address.Bus, address.Slot, address.Function))
            ? address
            : throw cursor.Refused(
                $"PCI device '{string.Format(CultureInfo.InvariantCulture, PciText, address.Domain, address.Bus, address.Slot, address.Function)}' can only "
                + $"be listed once in network {network.Name}"));
    }

    private static void CheckPci(XmlCursor cursor, string attribute, uint most, string words)
    {
        if (cursor.Text(attribute) is { } text)
        {
            uint value = XmlCursor.TryAutoBase(text, out ulong read) && read <= uint.MaxValue ? (uint)read : throw cursor.Refused(
                $"Invalid value for attribute '{attribute}' in element '{cursor.Name}': '{text}'. Expected non-negative integer value");
            if (value > most)
            {
                throw cursor.Refused("Invalid PCI address " + string.Format(CultureInfo.InvariantCulture, words, value));
            }
        }
    }

    private static void ReadNat(XmlCursor forward, VirtualNetwork network)
    {
        IReadOnlyList<XmlCursor> nats = forward.Children("nat");
        if (nats.Count == 0)
        {
            return;
        }

        if (nats.Count > 1)
        {
            throw nats[1].Refused($"Only one <nat> element is allowed in <forward> of network {network.Name}");
        }

        XmlCursor nat = nats[0];
        if (network.Forward != NetworkForward.Nat)
        {
            throw nat.Refused($"The <nat> element can only be used when <forward> 'mode' is 'nat' in network {network.Name}");
        }

        bool? ipv6 = nat.YesOrNo("ipv6");
        (IPAddress? start, IPAddress? end) = Only(nat, "address", network.Name) is { } address ? Addresses(address, network.Name) : default;
        (uint? low, uint? high) = Only(nat, "port", network.Name) is { } port
            ? (Port(port, "start", 0, network.Name), Port(port, "end", 0, network.Name)) : default((uint?, uint?));
        if (high < low)
        {
            Port(nat.Children("port")[0], "end", low.Value, network.Name);
        }

        network.Nat = new(ipv6, start, end, low, high);
    }

    private static XmlCursor? Only(XmlCursor nat, string name, string network)
    {
        IReadOnlyList<XmlCursor> found = nat.Children(name);
        return found.Count > 1 ? throw found[1].Refused($"Only one <{name}> element is allowed in <nat> in <forward> in network {network}") : found.Count == 1
            ? found[0] : null;
    }

    private static (IPAddress Start, IPAddress End) Addresses(XmlCursor cursor, string network)
    {
        IPAddress start = End("start");
        IPAddress end = End("end");
        return IpMath.Number(start) <= IpMath.Number(end) ? (start, end) : throw cursor.Refused($"range {start} - {end} is reversed ", RefusalKind.Internal);

        IPAddress End(string attribute)
        {
            IPAddress address = cursor.Address(attribute, Bad)
                ?? throw cursor.Refused($"missing '{attribute}' attribute in <address> element in <nat> in <forward> in network {network}");
            return address.IsIpv6() ? throw Bad(cursor.Text(attribute)!) : address;

            DomainException Bad(string text) => cursor.Refused($"Bad ipv4 {attribute} address '{text}' in <nat> in <forward> in network '{network}'");
        }
    }

    private static uint Port(XmlCursor cursor, string attribute, uint least, string network) =>
        NetworkWords.TryNumber(cursor.Text(attribute), out ulong port) && port >= least && port <= ushort.MaxValue
            ? (uint)port
            : throw cursor.Refused($"Missing or invalid '{attribute}' attribute in <port> in <nat> in <forward> in network {network}", RefusalKind.Plain);
}
