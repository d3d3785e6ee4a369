using System.Xml.Linq;
using VirshLite.Translator.FromNative.Devices;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-boot, direct kernel boot, firmware, ACPI tables, SMBIOS.</summary>
internal static class BootElements
{
    public static void Add(NativeCommand native)
    {
        XElement os = native.Domain.Element("os")!;
        Firmware(native, os);
        foreach (string part in (string[])["kernel", "initrd", "shim", "dtb"])
        {
            os.Add(Text(part, native.TakeValue("-" + part)));
        }

        os.Add(Text("cmdline", native.TakeValue("-append")));
        Boot(native, os);
        AcpiTables(native, os);
        SmbiosElements.Add(native);
    }

    private static void Boot(NativeCommand native, XElement os)
    {
        if (native.One("-boot") is not { } boot)
        {
            return;
        }

        boot.Take();
        string? menu = boot.TakeYesNo("menu");
        string? splash = boot.Take("splash-time");
        if (menu is not null)
        {
            os.Add(Element("bootmenu", Attribute("enable", menu), Attribute("timeout", splash)));
        }

        if (boot.Take("reboot-timeout") is { } timeout)
        {
            os.Child("bios").SetAttributeValue("rebootTimeout", timeout);
        }

        boot.Ignore("strict");
        string? order = boot.TakeAny("order", "") ?? boot.Take("once");
        foreach (char letter in order ?? "")
        {
            string? device = letter switch { 'a' => "fd", 'c' => "hd", 'd' => "cdrom", 'n' => "network", _ => null };
            if (device is null)
            {
                native.Warn($"-boot's letter '{letter}' has no counterpart in domain XML");
            }

            native.BootOrder.Add(device ?? "");
            os.Add(With("boot", "dev", device));
        }

        foreach ((string name, string value) in boot.Rest)
        {
            native.Options.Add(new NativeOption("-boot", $"{name}={value}"));
        }
    }

    private static void Firmware(NativeCommand native, XElement os)
    {
        if (native.TakeValue("-bios") is { } bios)
        {
            os.Add(Element("loader", Attribute("type", "rom"), bios));
        }

        string? secure = null;
        foreach (NativeOption global in native.All("-global").Where(o => o.Peek("driver") == "cfi.pflash01" && o.Peek("property") == "secure").ToList())
        {
            global.Take();
            secure = global.Peek("value") == "on" ? "yes" : null;
        }

        if (native.Pflash.Count > 0)
        {
            Flash(native, os, secure);
            return;
        }

        // -drive if=pflash: the first is code, the second variables
        List<NativeOption> drives = [.. native.All("-drive").Where(d => d.Peek("if") == "pflash").OrderBy(d => d.Peek("unit") ?? "9", StringComparer.Ordinal)];
        for (int i = 0; i < drives.Count && i < 2; i++)
        {
            drives[i].Take();
            string? format = drives[i].Take("format");
            string? file = drives[i].Take("file");
            if (i == 0)
            {
                os.Add(Element(
                    "loader", Attribute("readonly", drives[i].TakeAny("readonly", "read-only") is "off" ? "no" : "yes"), Attribute("secure", secure),
                        Attribute("type", "pflash"),
                    Attribute("format", format is "qcow2" ? format : null), file));
            }
            else
            {
                os.Add(Element("nvram", Attribute("format", format is "qcow2" ? format : null), file));
            }
        }
    }

    private static void Flash(NativeCommand native, XElement os, string? secure)
    {
        for (int i = 0; i < native.Pflash.Count; i++)
        {
            if (native.Find("-blockdev", native.Pflash[i]) is not { } node)
            {
                continue;
            }

            BlockNode block = BlockNode.Take(native, node);
            if (i == 0)
            {
                os.Add(Element(
                    "loader", Attribute("readonly", block.IsReadOnly ? "yes" : "no"), Attribute("secure", secure), Attribute("type", "pflash"),
                    Attribute("format", block.Format == "qcow2" ? "qcow2" : null), block.Source?.Attribute("file")?.Value));
                if (native.Pflash.Count == 1)
                {
                    os.Element("loader")!.SetAttributeValue("stateless", block.IsReadOnly ? "yes" : null);
                }
            }
            else if (block.SourceType == "file")
            {
                os.Add(Element("nvram", Attribute("format", block.Format == "qcow2" ? "qcow2" : null), block.Source?.Attribute("file")?.Value));
            }
            else
            {
                os.Add(Element("nvram", Attribute("type", block.SourceType), Attribute("format", block.Format == "qcow2" ? "qcow2" : null), block.Source));
            }
        }
    }

    private static void AcpiTables(NativeCommand native, XElement os)
    {
        foreach (NativeOption table in native.All("-acpitable").ToList())
        {
            table.Take();
            string type = table.Take("sig") switch { "SLIC" => "slic", "MSDM" => "msdm", _ => "raw" };
            os.Child("acpi").Add(Element("table", Attribute("type", type), table.Take("file")));
        }
    }
}
