using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Writing;

namespace VirshLite.Translator.Changes;

/// <summary>
/// Addresses in virsh's short form: <c>pci:0000.0a.00.0</c>, <c>usb:1.2</c>, <c>scsi:0.0.1</c>, <c>ccw:0xfe.0.0001</c> (live-changes.md 5.1).
/// </summary>
internal static class DeviceXmlAddress
{
    public static void Write(XmlOutput xml, string text, string target, bool multifunction)
    {
        string[] halves = text.Split(':', 2);
        string kind = halves[0];
        string[] parts = halves.Length == 2 ? halves[1].Split('.') : [];
        CheckKind(kind, target);
        xml.Open("address").Attr("type", kind switch { "ide" or "sata" or "scsi" => "drive", _ => kind });
        switch (kind)
        {
            case "pci" when parts.Length == 4:
                xml.Hex("domain", Hex(parts[0]), 4).Hex("bus", Hex(parts[1]), 2).Hex("slot", Hex(parts[2]), 2).Hex("function", Hex(parts[3]), 1)
                    .Attr("multifunction", multifunction ? "on" : null);
                break;
            case "ccw" when parts.Length == 3:
                xml.Hex("cssid", Hex(parts[0]), 2).Hex("ssid", Hex(parts[1]), 1).Hex("devno", Hex(parts[2]), 4);
                break;
            case "usb" when parts.Length == 2:
                xml.Attr("bus", Number(parts[0])).Attr("port", Number(parts[1]));
                break;
            case "ide" or "sata" or "scsi" when parts.Length == 3:
                xml.Attr("controller", Number(parts[0])).Attr("bus", Number(parts[1])).Attr("unit", Number(parts[2]));
                break;
            default:
                throw Invalid();
        }

        xml.Close();
    }

    /// <summary>A PCI device of the host: 0000:01:00.0.</summary>
    public static void WriteHostPci(XmlOutput xml, string text)
    {
        string[] parts = text.Split(':', '.');
        if (parts.Length != 4 || parts.Any(p => !ulong.TryParse(p, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _)))
        {
            throw new DomainException($"cannot parse pci address '{text}' for network interface", default, RefusalKind.Plain);
        }

        xml.Open("address").Attr("type", "pci").Hex("domain", Hex(parts[0]), 4).Hex("bus", Hex(parts[1]), 2).Hex("slot", Hex(parts[2]), 2)
            .Hex("function", Hex(parts[3]), 1).Close();
    }

    private static void CheckKind(string kind, string target)
    {
        (string[] kinds, string expected)? wanted = target switch
        {
            _ when target.StartsWith("vd", StringComparison.Ordinal) => (["pci", "ccw"], "expecting a pci:0000.00.00.00 or ccw:00.0.0000 address."),
            _ when target.StartsWith("sd", StringComparison.Ordinal) =>
                (["scsi", "usb", "sata"], "expecting a scsi:00.00.00 or usb:00.00 or sata:00.00.00 address."),
            _ when target.StartsWith("hd", StringComparison.Ordinal) => (["ide"], "expecting an ide:00.00.00 address."),
            _ => null,
        };
        if (kind is not ("pci" or "ccw" or "usb" or "scsi" or "sata" or "ide"))
        {
            throw Invalid();
        }

        if (wanted is { } w && !w.kinds.Contains(kind))
        {
            throw new DomainException(w.expected, default, RefusalKind.Plain);
        }
    }

    private static ulong Hex(string text) =>
        ulong.TryParse(text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            ? text.AsSpan(2) : text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ulong value) ? value : throw Invalid();

    private static ulong Number(string text) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) ? value : throw Invalid();

    private static DomainException Invalid() => new("Invalid address.", default, RefusalKind.Plain);
}
