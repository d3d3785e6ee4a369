using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Network cards and what is behind them.</summary>
internal static class InterfaceDevices
{
    private static readonly (string Property, string Element, string Attribute)[] Offloads =
    [
        ("csum", "host", "csum"), ("gso", "host", "gso"), ("host_tso4", "host", "tso4"), ("host_tso6", "host", "tso6"), ("host_ecn", "host", "ecn"),
            ("host_ufo", "host", "ufo"),
        ("mrg_rxbuf", "host", "mrg_rxbuf"), ("guest_csum", "guest", "csum"), ("guest_tso4", "guest", "tso4"), ("guest_tso6", "guest", "tso6"),
            ("guest_ecn", "guest", "ecn"),
        ("guest_ufo", "guest", "ufo"),
    ];

    public static bool Add(NativeCommand native, NativeOption device)
    {
        VirtioName virtio = VirtioName.Of(device.Kind);
        bool isVirtio = virtio.Base == "virtio-net";
        if ((!isVirtio && device.Peek("netdev") is null) || native.Find("-netdev", device.Peek("netdev")) is not { } netdev)
        {
            return false;
        }

        string model = isVirtio ? virtio.Model : device.Kind;
        return Add(native, device, netdev, model, isVirtio);
    }

    /// <summary>A card of the board itself: <c>-net nic,netdev=…</c>.</summary>
    public static bool AddOfBoard(NativeCommand native, NativeOption nic)
    {
        if (native.Find("-netdev", nic.Peek("netdev")) is not { } netdev)
        {
            return false;
        }

        nic.Take("");
        return Add(native, nic, netdev, nic.Take("model") ?? "", isVirtio: false);
    }

    private static bool Add(NativeCommand native, NativeOption device, NativeOption netdev, string model, bool isVirtio)
    {
        var nic = new XElement("interface");
        if (!NetdevElements.Fill(native, netdev, nic, out int queues))
        {
            return false;
        }

        device.Take();
        device.Take("netdev");
        nic.AddFirst(With("mac", "address", device.TakeAny("mac", "macaddr")));
        nic.Add(With("model", "type", model.Length > 0 ? model : null));
        string? mtu = device.Take("host_mtu");
        if (isVirtio)
        {
            Driver(native, device, netdev, nic, queues);
        }

        nic.Add(With("mtu", "size", mtu));
        if (device.TakeSwitch("failover") == "on")
        {
            nic.Add(With("teaming", "type", "persistent"));
        }

        nic.Add(AddressElements.Common(native, device));
        native.Devices.Add(nic);
        return true;
    }

    private static void Driver(NativeCommand native, NativeOption device, NativeOption netdev, XElement nic, int queues)
    {
        bool isMultiqueue = device.TakeSwitch("mq") == "on";
        long? vectors = device.TakeNumber("vectors");
        if (isMultiqueue && queues <= 1 && vectors is > 2)
        {
            queues = (int)(vectors.Value - 2) / 2;
        }

        bool isTap = netdev.Kind == "tap" || nic.Attribute("type")?.Value is "ethernet" or "bridge";
        bool usesVhost = netdev.TakeSwitch("vhost") == "on";
        netdev.Take("vhostfd");
        netdev.Take("vhostfds");
        var driver = Element(
            "driver",
            Attribute("name", isTap && !usesVhost && !native.IsModern && native.Domain.Attribute("type")?.Value == "kvm" ? "qemu" : null),
            Attribute("txmode", device.Take("tx") switch { "bh" => "iothread", "timer" => "timer", _ => null }),
            Attribute("ioeventfd", device.TakeSwitch("ioeventfd")),
            Attribute("event_idx", device.TakeSwitch("event_idx")),
            queues > 1 ? Attribute("queues", queues) : null,
            Attribute("rx_queue_size", device.Take("rx_queue_size")),
            Attribute("tx_queue_size", device.Take("tx_queue_size")),
            Attribute("rss", device.TakeSwitch("rss")),
            Attribute("rss_hash_report", device.TakeSwitch("hash")),
            VirtioName.Options(device));
        foreach ((string property, string element, string attribute) in Offloads)
        {
            if (device.TakeSwitch(property) is { } state)
            {
                driver.Child(element).SetAttributeValue(attribute, state);
            }
        }

        nic.Add(driver.UnlessEmpty());
    }
}
