using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>-global: properties of devices that the board has.</summary>
internal static class Globals
{
    public static void Add(NativeCommand native)
    {
        bool hasItco = false;
        foreach (NativeOption global in native.All("-global").ToList())
        {
            string text = global.Value ?? "";
            if (global.Peek("driver") is { } driver && global.Peek("property") is { } property)
            {
                text = $"{driver}.{property}={global.Peek("value")}";
            }

            int equals = text.IndexOf('=');
            string name = equals < 0 ? text : text[..equals];
            string value = equals < 0 ? "" : text[(equals + 1)..];
            switch (name)
            {
                case "ICH9-LPC.noreboot":
                    hasItco = value == "off";
                    global.Take();
                    break;
                case "isa-fdc.bootindexA":
                    native.FloppyBoot["0"] = value;
                    global.Take();
                    break;
                case "isa-fdc.bootindexB":
                    native.FloppyBoot["1"] = value;
                    global.Take();
                    break;
                case "i440FX-pcihost.pci-hole64-size" or "q35-pcihost.pci-hole64-size":
                    string model = name.StartsWith("q35", StringComparison.Ordinal) ? "pcie-root" : "pci-root";
                    native.Devices.Add(Element(
                        "controller", Attribute("type", "pci"), Attribute("index", "0"), Attribute("model", model),
                            Kib("pcihole64", (Numbers.Size(value) ?? 0) / 1024)));
                    global.Take();
                    break;
                case "PIIX4_PM.acpi-root-pci-hotplug" or "ICH9-LPC.acpi-pci-hotplug-with-bridge-support" when value == "off"
                    && name.StartsWith("PIIX4", StringComparison.Ordinal):
                    native.Devices.Add(Element(
                        "controller", Attribute("type", "pci"), Attribute("index", "0"), Attribute("model", "pci-root"), With("target", "hotplug", "off")));
                    global.Take();
                    break;
                case "PIIX4_PM.acpi-pci-hotplug-with-bridge-support" or "ICH9-LPC.acpi-pci-hotplug-with-bridge-support":
                    native.Domain.Child("features").Child("acpi");
                    native.Domain.Child("features").Add(Element("pci", With("acpi-bridge-hotplug", "state", value)));
                    global.Take();
                    break;
                case "spapr-nvram.reg":
                    native.Devices.Add(Element("nvram", Element("address", Attribute("type", "spapr-vio"), Attribute("reg", value))));
                    global.Take();
                    break;
            }
        }

        if (hasItco && native.IsQ35)
        {
            native.Devices.Add(SmallDevices.Watchdog(native, "itco"));
        }

        if (native.TakeValue("-watchdog") is { } watchdog)
        {
            native.Devices.Add(SmallDevices.Watchdog(native, watchdog));
        }

        foreach (XElement floppy in native.Devices.Elements("disk").Where(d => d.Attribute("device")?.Value == "floppy").ToList())
        {
            string unit = floppy.Element("address")?.Attribute("unit")?.Value ?? "0";
            if (native.FloppyBoot.GetValueOrDefault(unit) is { } order)
            {
                floppy.Add(With("boot", "order", order));
            }
        }
    }
}
