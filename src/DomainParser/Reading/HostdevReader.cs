using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;hostdev&gt; (rules: storage.md 17.1, devices.md 7.4 to 7.7).</summary>
internal static class HostdevReader
{
    public static Hostdev Read(XmlCursor cursor)
    {
        string mode = cursor.Text("mode") ?? "subsystem";
        var hostdev = new Hostdev
        {
            Source = mode switch
            {
                "subsystem" => Subsystem(cursor),
                "capabilities" => Capabilities(cursor),
                _ => throw cursor.Error($"Invalid value for attribute 'mode' in element 'hostdev': '{mode}'. 'subsystem' would be right"),
            },
            Managed = cursor.YesNoOrIgnored("managed") ?? false,
            ReadOnly = cursor.HasChild("readonly"),
            Shareable = cursor.HasChild("shareable"),
            Teaming = TeamingReader.Read(cursor),
        };
        if (hostdev.Source is not ScsiHostdevSource && (hostdev.ReadOnly || hostdev.Shareable))
        {
            cursor.Context.Ignored("<readonly> and <shareable> belong to host devices of type 'scsi'", cursor.Position);
            hostdev.ReadOnly = hostdev.Shareable = false;
        }

        DeviceReader.ReadCommon(cursor, hostdev);
        DeviceReader.ReadBoot(cursor, hostdev);
        DeviceReader.ReadRom(cursor, hostdev);
        if (hostdev.Source is PciHostdevSource && cursor.Child("driver") is { } driver)
        {
            hostdev.Driver = driver.Enum("name", HostdevDriver.Names);
            hostdev.DriverModel = driver.Since("10.0").NonEmpty("model");
            hostdev.IommuFd = driver.Since("12.1").YesNo("iommufd");
        }

        return hostdev;
    }

    private static HostdevSource Subsystem(XmlCursor cursor)
    {
        string type = cursor.RequiredText("type");
        XmlCursor source = cursor.Child("source") ?? throw cursor.Error("Missing <source> element in hostdev device");
        if (type != "scsi" && (cursor.Text("sgio") is not null || cursor.Text("rawio") is not null))
        {
            throw cursor.Unsupported("'sgio' and 'rawio' are only for host devices of type 'scsi'");
        }

        if (type is not ("mdev" or "scsi_host") && cursor.Text("model") is not null)
        {
            throw cursor.Unsupported("'model' is only for host devices of type 'mdev' and 'scsi_host'");
        }

        return type switch
        {
            "pci" => Pci(cursor, source),
            "usb" => Usb(source),
            "scsi" => Scsi(cursor, source),
            "scsi_host" => ScsiHost(cursor, source),
            "mdev" => Mdev(cursor, source),
            _ => throw cursor.Error($"'{type}' is not a type of <hostdev>; one of pci, usb, scsi, scsi_host, mdev"),
        };
    }

    private static PciHostdevSource Pci(XmlCursor cursor, XmlCursor source)
    {
        source.IgnoreAttributes("startupPolicy");
        source.IgnoreChildren("origstates");
        return new PciHostdevSource
        {
            Original = StatusDataReader.Original(source),
            Address = source.Child("address") is { } address ? DeviceAddressReader.ReadHostPci(address) : new PciAddress(),
            WriteFiltering = source.YesNo("writeFiltering"),
            Display = cursor.Since("10.0").OnOff("display"),
            RamFb = cursor.Since("10.0").OnOff("ramfb"),
        };
    }

    private static UsbHostdevSource Usb(XmlCursor source)
    {
        var usb = new UsbHostdevSource
        {
            StartupPolicy = source.Enum("startupPolicy", DiskStartupPolicy.Names),
            GuestReset = source.Enum("guestReset", UsbGuestReset.Names),
        };
        usb.IsMissing = source.YesNo("missing") == true && source.IsStatus;
        usb.IsLookedUp = source.YesNo("autoAddress") == true && source.IsStatus;
        XmlCursor? vendor = source.Child("vendor");
        XmlCursor? product = source.Child("product");
        XmlCursor? address = source.Child("address");
        if (vendor is not null)
        {
            usb.Vendor = (uint)(vendor.AutoBase("id", 0xffff) ?? throw vendor.Error("<vendor> needs the attribute 'id'"));
            if (usb.Vendor == 0)
            {
                throw vendor.Error("Zero is not permitted as value of the attribute 'id' in element 'vendor'");
            }

            if (product is null)
            {
                throw source.Error("a <vendor> needs a <product> beside it");
            }
        }

        if (product is not null)
        {
            usb.Product = (uint)(product.AutoBase("id", 0xffff) ?? throw product.Error("<product> needs the attribute 'id'"));
            if (vendor is null)
            {
                throw source.Error("a <product> needs a <vendor> beside it");
            }
        }

        if (address is not null)
        {
            address.IgnoreAttributes("type");
            usb.Bus = (uint)(address.AutoBase("bus", uint.MaxValue) ?? throw address.Error("the address of a USB device needs 'bus'"));
            UsbPlace(address, usb);
        }

        return usb;
    }

    /// <summary>A device number or, since 12.8, the port that it is plugged into (versions.md 2); a guest's status has both.</summary>
    private static void UsbPlace(XmlCursor address, UsbHostdevSource usb)
    {
        ulong? device = address.AutoBase("device", uint.MaxValue);
        if (!address.Knows("12.8"))
        {
            address.IgnoreAttributes("port");
            usb.Device = (uint)(device ?? throw address.Error("the address of a USB device needs 'device'"));
            return;
        }

        usb.Port = address.NonEmpty("port");
        if (device is null && usb.Port is null)
        {
            throw address.Error("usb address needs either device id or port");
        }

        if (device is not null && usb.Port is not null && !address.IsStatus)
        {
            throw address.Error("found both device id and port in usb address (ambiguous setting)");
        }

        usb.Device = (uint)(device ?? 0);
    }

    private static ScsiHostdevSource Scsi(XmlCursor cursor, XmlCursor source)
    {
        var scsi = new ScsiHostdevSource { Sgio = cursor.Enum("sgio", ScsiGenericIo.Names), RawIo = cursor.YesNo("rawio") };
        string protocol = source.Text("protocol") ?? "adapter";
        if (protocol == "iscsi")
        {
            scsi.Iscsi = Iscsi(source);
            return scsi;
        }

        if (protocol != "adapter")
        {
            throw source.Error($"'{protocol}' is not a protocol of a SCSI host device; 'adapter' or 'iscsi' would be right");
        }

        XmlCursor adapter = source.Child("adapter") ?? throw source.Error("'adapter' must be specified for scsi hostdev source");
        XmlCursor address = source.Child("address") ?? throw source.Error("'address' must be specified for scsi hostdev source");
        scsi.Adapter = adapter.NonEmpty("name") ?? throw adapter.Error("<adapter> needs the attribute 'name'");
        address.IgnoreAttributes("type");
        scsi.Bus = (uint?)address.AutoBase("bus", uint.MaxValue) ?? throw address.Error("the address of a SCSI source needs 'bus', 'target' and 'unit'");
        scsi.Target = (uint?)address.AutoBase("target", uint.MaxValue) ?? throw address.Error("the address of a SCSI source needs 'bus', 'target' and 'unit'");
        scsi.Private = StoragePrivateReader.Read(source);
        scsi.Unit = address.AutoBase("unit") ?? throw address.Error("the address of a SCSI source needs 'bus', 'target' and 'unit'");
        return scsi;
    }

    private static StorageSource Iscsi(XmlCursor cursor)
    {
        var source = new StorageSource { Position = cursor.Position, Type = StorageType.Network, Protocol = StorageProtocol.Iscsi };
        source.Path = cursor.NonEmpty("name") ?? throw cursor.Error("missing iSCSI hostdev source path name");
        NetworkSourceReader.Hosts(cursor, source);
        if (source.Hosts.Count != 1)
        {
            throw cursor.Error("an iSCSI host device needs exactly one <host>");
        }

        if (cursor.Child("auth") is { } auth)
        {
            source.Auth = StorageSourceReader.Auth(auth);
            if (source.Auth.Secret.Type != "iscsi")
            {
                throw auth.Error("the secret of an iSCSI host device has type='iscsi'");
            }
        }

        source.Private = StoragePrivateReader.Read(cursor);
        source.InitiatorIqn = cursor.Child("initiator")?.Child("iqn")?.NonEmpty("name");
        return source;
    }

    private static ScsiHostHostdevSource ScsiHost(XmlCursor cursor, XmlCursor source)
    {
        if (source.RequiredText("protocol") != "vhost")
        {
            throw source.Error("a scsi_host source has protocol='vhost'");
        }

        string wwpn = source.NonEmpty("wwpn") ?? throw source.Error("missing vhost-scsi hostdev source wwpn");
        if (!IsNaa(wwpn))
        {
            throw source.Error($"malformed 'wwpn' value '{wwpn}': 'naa.' and 16 hexadecimal digits would be right");
        }

        return new ScsiHostHostdevSource { Wwpn = wwpn, Model = cursor.Enum("model", VirtioModel.Names) };
    }

    private static bool IsNaa(string wwpn) =>
        wwpn.Length == 20 && wwpn.StartsWith("naa.", StringComparison.Ordinal)
        && ulong.TryParse(wwpn.AsSpan(4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out _);

    private static MdevHostdevSource Mdev(XmlCursor cursor, XmlCursor source)
    {
        XmlCursor address = source.Child("address") ?? throw source.Error("Missing <address> element in the source of a mediated device: <address uuid=…/>");
        string uuid = address.NonEmpty("uuid") ?? throw address.Error("the address of a mediated device needs the attribute 'uuid'");
        return new MdevHostdevSource
        {
            Model = cursor.RequiredEnum("model", MdevModel.Names),
            Uuid = Guid.TryParse(uuid, out Guid parsed) ? parsed : throw address.Error($"'{uuid}' is not a UUID"),
            Display = cursor.OnOff("display"),
            RamFb = cursor.OnOff("ramfb"),
        };
    }

    private static CapabilitiesHostdevSource Capabilities(XmlCursor cursor)
    {
        string type = cursor.RequiredText("type");
        string child = type switch
        {
            "storage" => "block",
            "misc" => "char",
            "net" => "interface",
            _ => throw cursor.Error($"'{type}' is not a type of <hostdev mode='capabilities'>; one of storage, misc, net"),
        };
        XmlCursor source = cursor.RequiredChild("source");
        cursor.IgnoreChildren("ip", "route");
        return new CapabilitiesHostdevSource { Type = type, Name = source.RequiredChild(child).Content };
    }
}
