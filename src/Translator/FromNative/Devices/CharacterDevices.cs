using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Serial and parallel ports, consoles, channels, redirected USB devices, smart cards.</summary>
internal static class CharacterDevices
{
    /// <summary>Target type and model of a serial port, by driver.</summary>
    private static readonly Dictionary<string, (string Target, string Model)> SerialPorts = new(StringComparer.Ordinal)
    {
        ["isa-serial"] = ("isa-serial", "isa-serial"),
        ["usb-serial"] = ("usb-serial", "usb-serial"),
        ["pci-serial"] = ("pci-serial", "pci-serial"),
        ["spapr-vty"] = ("spapr-vio-serial", "spapr-vty"),
        ["sclpconsole"] = ("sclp-serial", "sclpconsole"),
        ["sclplmconsole"] = ("sclp-serial", "sclplmconsole"),
        ["isa-debugcon"] = ("isa-debug", "isa-debugcon"),
    };

    public static bool Add(NativeCommand native, NativeOption device)
    {
        string driver = device.Kind;
        if (SerialPorts.TryGetValue(driver, out (string Target, string Model) serial))
        {
            if (device.Id?.StartsWith("console", StringComparison.Ordinal) == true && driver.StartsWith("sclp", StringComparison.Ordinal))
            {
                return Add(native, device, "console", With("target", "type", driver == "sclpconsole" ? "sclp" : "sclplm"));
            }

            XElement target = Element(
                "target", Attribute("type", serial.Target), driver == "isa-serial"
                    ? Attribute("port", device.Take("index")) : null, With("model", "name", serial.Model));
            return Add(native, device, "serial", target);
        }

        switch (driver)
        {
            case "isa-parallel":
                return Add(native, device, "parallel", null);
            case "virtconsole":
                return Add(native, device, "console", With("target", "type", "virtio"), VirtioSerial(native, device));
            case "virtserialport":
                return Channel(native, device);
            case "usb-redir":
                string? filter = device.Peek("filter");
                if (!Add(native, device, "redirdev", null))
                {
                    return false;
                }

                device.Take("filter");
                RedirFilter(native, filter);
                return true;
            case "ccid-card-passthru" or "ccid-card-emulated":
                return Smartcard(native, device);
            default:
                return false;
        }
    }

    /// <summary>-serial, -parallel: a chardev by name, or a back end in a word.</summary>
    public static void AddPorts(NativeCommand native)
    {
        foreach (string kind in (string[])["serial", "parallel"])
        {
            int number = native.Devices.Elements(kind).Count();
            foreach (NativeOption option in native.All("-" + kind).ToList())
            {
                string word = option.Value ?? "";
                if (word == "none")
                {
                    option.Take();
                    continue;
                }

                string id = word;
                if (word.StartsWith("chardev:", StringComparison.Ordinal))
                {
                    id = word["chardev:".Length..];
                }
                else if (LegacyChardev.Of(word) is { } text)
                {
                    id = string.Create(CultureInfo.InvariantCulture, $"legacy-{kind}{number}");
                    native.Options.Add(new NativeOption("-chardev", text.Insert(text.IndexOf(',') is >= 0 and var comma ? comma : text.Length, ",id=" + id)));
                }

                var port = new XElement(kind);
                if (ChardevElements.Fill(native, port, id, kind + number.ToString(CultureInfo.InvariantCulture)))
                {
                    option.Take();
                    native.Devices.Add(port);
                    number++;
                }
            }
        }
    }

    private static bool Add(NativeCommand native, NativeOption device, string name, XElement? target, XElement? address = null, bool isAutomatic = false)
    {
        var element = new XElement(name);
        string alias = device.Id ?? name;
        if (!ChardevElements.Fill(native, element, device.Peek("chardev"), alias, isAutomatic))
        {
            return false;
        }

        device.Take();
        device.Take("chardev");
        if (name == "redirdev")
        {
            element.SetAttributeValue("bus", "usb");
        }

        element.Add(target, AddressElements.Common(native, device), address);
        native.Devices.Add(element);
        return true;
    }

    private static bool Channel(NativeCommand native, NativeOption device)
    {
        string? name = device.Peek("name");
        var target = Element("target", Attribute("type", "virtio"), Attribute("name", name));
        XElement? address = VirtioSerial(native, device);
        if (!Add(native, device, "channel", target, address, isAutomatic: name is not null))
        {
            return false;
        }

        device.Take("name");
        return true;
    }

    private static XElement? VirtioSerial(NativeCommand native, NativeOption device)
    {
        if (device.Peek("bus") is not { } bus)
        {
            return null;
        }

        device.Take("bus");
        string id = bus.Split('.')[0];
        return Element(
            "address", Attribute("type", "virtio-serial"), Attribute("controller", native.IndexOf("virtio-serial", id, "virtio-serial")), Attribute("bus", "0"),
            Attribute("port", device.Take("nr")));
    }

    /// <summary>User networks that lead to a character device: <c>guestfwd=tcp:ADDRESS:PORT-chardev:ID</c>.</summary>
    public static void AddForwards(NativeCommand native)
    {
        foreach (NativeOption netdev in native.All("-netdev").Where(o => o.Peek("guestfwd")?.Contains("-chardev:", StringComparison.Ordinal) == true).ToList())
        {
            string rule = netdev.Peek("guestfwd")!;
            int dash = rule.IndexOf("-chardev:", StringComparison.Ordinal);
            string[] place = rule[..dash].Split(':');
            var channel = new XElement("channel");
            if (place.Length == 3 && ChardevElements.Fill(native, channel, rule[(dash + "-chardev:".Length)..], netdev.Id ?? "channel"))
            {
                netdev.Take();
                channel.Add(Element("target", Attribute("type", "guestfwd"), Attribute("address", place[1]), Attribute("port", place[2])));
                native.Devices.Add(channel);
            }
        }
    }

    private static void RedirFilter(NativeCommand native, string? filter)
    {
        if (filter is null || native.Devices.Element("redirfilter") is not null)
        {
            return;
        }

        var element = new XElement("redirfilter");
        foreach (string rule in filter.Split('|'))
        {
            string[] parts = rule.Split(':');
            if (parts.Length == 5)
            {
                element.Add(Element(
                    "usbdev", Attribute("class", Any(parts[0])), Attribute("vendor", Any(parts[1])), Attribute("product", Any(parts[2])),
                        Attribute("version", Version(parts[3])),
                    Attribute("allow", parts[4] == "1" ? "yes" : "no")));
            }
        }

        native.Devices.Add(element);
    }

    private static string? Any(string text) => text == "-1" ? null : text;

    /// <summary>0x0110 is version 1.10.</summary>
    private static string? Version(string text) => Numbers.Parse(text) is not { } number || number < 0 ? null
        : string.Create(CultureInfo.InvariantCulture, $"{(number >> 8 & 0xff):x}.{(number & 0xff):x2}");

    private static bool Smartcard(NativeCommand native, NativeOption device)
    {
        string? bus = device.Peek("bus");
        XElement? address = bus is null ? null : Element("address", Attribute("type", "ccid"),
            Attribute("controller", native.IndexOf("ccid", bus.Split('.')[0], "ccid")), Attribute("slot", "0"));
        var card = new XElement("smartcard");
        if (device.Kind == "ccid-card-passthru")
        {
            if (!ChardevElements.Fill(native, card, device.Peek("chardev"), device.Id ?? "smartcard"))
            {
                return false;
            }

            device.Take("chardev");
            card.SetAttributeValue("mode", "passthrough");
        }
        else if (device.Take("backend") == "certificates")
        {
            card.SetAttributeValue("mode", "host-certificates");
            card.Add(((string?[])[device.Take("cert1"), device.Take("cert2"), device.Take("cert3")]).OfType<string>().Select(c => Element("certificate", c)),
                Text("database", device.Take("db")));
        }
        else
        {
            card.SetAttributeValue("mode", "host");
        }

        device.Take();
        device.Take("bus");
        card.Add(AddressElements.Common(native, device), address);
        native.Devices.Add(card);
        return true;
    }
}
