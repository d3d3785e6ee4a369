using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>What all devices share: alias, address, boot order, acpi index, rom, virtio options.</summary>
internal static class DeviceReader
{
    /// <summary>Reads what <paramref name="device"/> has in common with the others out of its element.</summary>
    public static void ReadCommon(XmlCursor cursor, Device device)
    {
        device.Position = cursor.Position;
        if (cursor.Child("alias") is { } alias)
        {
            device.Alias = alias.Text("name") is { } name && (cursor.IsLive || IsUserAlias(name)) ? name : null;
        }

        device.Address = cursor.Child("address") is { } address ? DeviceAddressReader.Read(address) : null;
        if (cursor.Child("acpi") is { } acpi)
        {
            device.AcpiIndex = acpi.UInt("index") ?? 0;
            device.AcpiNodes = acpi.Since("11.8").NumberSet("nodeset");
        }
    }

    /// <summary>&lt;boot order= loadparm=&gt; of the devices that take one.</summary>
    public static void ReadBoot(XmlCursor cursor, Device device)
    {
        if (cursor.Child("boot") is not { } boot)
        {
            return;
        }

        device.BootOrder = boot.UInt("order") ?? throw boot.Error("<boot> needs the attribute 'order', counting from 1");
        if (device.BootOrder == 0)
        {
            throw boot.Error("Zero is not permitted as value of the attribute 'order' in element 'boot': it counts from 1");
        }

        device.LoadParm = boot.Text("loadparm") is { } loadparm ? LoadParm(boot, loadparm) : null;
    }

    /// <summary>&lt;rom enabled= bar= file=&gt; of the devices that take one (devices.md 1.4).</summary>
    public static void ReadRom(XmlCursor cursor, Device device)
    {
        if (cursor.Child("rom") is not { } rom)
        {
            return;
        }

        device.Rom = new DeviceRom { Enabled = rom.YesNo("enabled"), Bar = rom.OnOff("bar"), File = rom.Text("file") };
        if (device.Rom is { Enabled: null, Bar: null, File: null })
        {
            device.Rom = null;
        }
        else if (device.Rom.Enabled == false && (device.Rom.Bar is not null || device.Rom.File is not null))
        {
            throw rom.Error("ROM tuning is not supported when the ROM is disabled: 'bar' and 'file' cannot stand beside enabled='no'");
        }
    }

    /// <summary>The virtio attributes of a &lt;driver&gt; element; null where the element is absent or has none of them.</summary>
    public static VirtioOptions? ReadVirtioOptions(XmlCursor? driver)
    {
        if (driver is null)
        {
            return null;
        }

        var options = new VirtioOptions
        {
            Iommu = driver.OnOff("iommu"),
            Ats = driver.OnOff("ats"),
            Packed = driver.OnOff("packed"),
            PagePerVq = driver.OnOff("page_per_vq"),
        };
        return options.IsEmpty ? null : options;
    }

    private static string LoadParm(XmlCursor boot, string text)
    {
        if (text.Length is 0 or > 8)
        {
            throw boot.Error($"loadparm value '{text}' must be between 1 and 8 characters long");
        }

        foreach (char c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or ' '))
            {
                throw boot.Error($"loadparm value '{text}' has a '{c}' in it, where chars of the set [a-zA-Z0-9.] and blank spaces are expected");
            }
        }

        return text.ToUpperInvariant();
    }

    private static bool IsUserAlias(string name)
    {
        if (!name.StartsWith("ua-", StringComparison.Ordinal))
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                return false;
            }
        }

        return true;
    }
}
