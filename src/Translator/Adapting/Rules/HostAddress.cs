using System.Globalization;
using System.Xml.Linq;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>Addresses of the host's devices, out of XML that need not be sound.</summary>
internal static class HostAddress
{
    public static PciAddress? Pci(XElement address) =>
        Number(address, "bus") is { } bus && Number(address, "slot") is { } slot && Number(address, "function") is { } function
            ? new() { Domain = Number(address, "domain") ?? 0, Bus = bus, Slot = slot, Function = function }
            : null;

    /// <summary>The address in <c>0000:01:00.0</c> or <c>01:00.0</c>; null for anything else.</summary>
    public static PciAddress? Pci(string text)
    {
        string[] parts = (text.Count(c => c == ':') == 1 ? "0000:" + text : text).Split(':', '.');
        return parts.Length == 4 && Parse(parts[0], true) is { } domain && Parse(parts[1], true) is { } bus && Parse(parts[2], true) is { } slot
            && Parse(parts[3], true) is { } function ? new() { Domain = domain, Bus = bus, Slot = slot, Function = function } : null;
    }

    public static string Text(PciAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}");

    /// <summary>Decimal, or hexadecimal with 0x; null where it is no number.</summary>
    public static uint? Number(XElement? element, string attribute) => element?.Attribute(attribute)?.Value is { } text ? Number(text) : null;

    public static uint? Number(string text) =>
        text.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? Parse(text[2..], true) : Parse(text, false);

    private static uint? Parse(string text, bool isHex) =>
        uint.TryParse(text, isHex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : null;
}
