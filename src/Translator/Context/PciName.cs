using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Context;

/// <summary>The names of PCI devices in sysfs.</summary>
public static class PciName
{
    /// <summary>As in sysfs: 0000:03:00.1.</summary>
    public static string Of(PciAddress address) =>
        string.Create(CultureInfo.InvariantCulture, $"{address.Domain:x4}:{address.Bus:x2}:{address.Slot:x2}.{address.Function:x}");

    /// <summary>The address of a name in sysfs; null for anything else.</summary>
    public static PciAddress? Parse(string? name)
    {
        string[] parts = (name ?? "").Split(':', '.');
        return parts.Length == 4 && Hex(parts[0]) is { } domain && Hex(parts[1]) is { } bus && Hex(parts[2]) is { } slot && Hex(parts[3]) is { } function
            ? new() { Domain = domain, Bus = bus, Slot = slot, Function = function }
            : null;
    }

    private static uint? Hex(string text) => uint.TryParse(text, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint value) ? value : null;
}
