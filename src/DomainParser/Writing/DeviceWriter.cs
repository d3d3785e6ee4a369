using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>The children that all devices share, in the order in which libvirt prints them: boot, alias, rom, acpi, address.</summary>
internal static class DeviceWriter
{
    /// <summary>Alias, rom, acpi index and address, as the last children of a device.</summary>
    public static void WriteCommon(XmlOutput xml, Device device)
    {
        WriteAlias(xml, device);
        WriteRomAcpiAddress(xml, device);
    }

    /// <summary>The same, and ends the device's element.</summary>
    public static void Finish(XmlOutput xml, Device device)
    {
        WriteCommon(xml, device);
        xml.Close();
    }

    public static void WriteAlias(XmlOutput xml, Device device)
    {
        if (device.Alias is { } alias && (xml.IsLive || device.HasUserAlias))
        {
            xml.Open("alias").Attr("name", alias).Close();
        }
    }

    public static void WriteRomAcpiAddress(XmlOutput xml, Device device)
    {
        if (device.Rom is { } rom)
        {
            xml.Open("rom").YesNo("enabled", rom.Enabled).OnOff("bar", rom.Bar).Attr("file", rom.File).Close();
        }

        if (device.AcpiIndex != 0 || device.AcpiNodes is not null)
        {
            xml.Open("acpi").Attr("index", device.AcpiIndex == 0 ? null : device.AcpiIndex).Attr("nodeset", device.AcpiNodes?.ToString()).Close();
        }

        if (device.Address is { } address)
        {
            DeviceAddressWriter.Write(xml, address);
        }
    }

    public static void WriteBoot(XmlOutput xml, Device device)
    {
        if (device.BootOrder is { } order)
        {
            xml.Open("boot").Attr("order", order).Attr("loadparm", device.LoadParm).Close();
        }
    }

    /// <summary>The virtio attributes of a &lt;driver&gt; element, into the start tag at hand.</summary>
    public static void WriteVirtioOptions(XmlOutput xml, VirtioOptions? options)
    {
        if (options is not null)
        {
            xml.OnOff("iommu", options.Iommu).OnOff("ats", options.Ats).OnOff("packed", options.Packed).OnOff("page_per_vq", options.PagePerVq);
        }
    }
}
