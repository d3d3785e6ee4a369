using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;interface&gt; (formatdomain, "Network interfaces"; what is read and dropped: network.md 3).</summary>
internal static class InterfaceReader
{
    public static Interface Read(XmlCursor cursor)
    {
        var nic = new Interface { Type = cursor.Enum("type", InterfaceType.Names) ?? InterfaceType.User };
        if (nic.Type is InterfaceType.Null or InterfaceType.Vds)
        {
            throw cursor.Unsupported($"network device type '{InterfaceType.Names[nic.Type]}' is not supported by this hypervisor");
        }

        nic.TrustGuestRxFilters = cursor.YesNo("trustGuestRxFilters");
        if (nic.Type == InterfaceType.Hostdev)
        {
            nic.Managed = cursor.YesNoOrIgnored("managed");
        }
        else
        {
            cursor.IgnoreAttributes("managed");
        }

        if (cursor.Child("mac") is { } mac)
        {
            nic.Mac = MacAddressReader.Read(mac, "address");
            nic.CurrentMac = mac.NonEmpty("currentAddress") is { } current && cursor.IsLive ? current : null;
            nic.MacType = mac.Text("type");
            if (nic.MacType is not (null or "generated" or "static"))
            {
                throw mac.Error($"invalid mac address type '{nic.MacType}'; 'generated' or 'static' would be right");
            }

            nic.MacCheck = mac.YesNo("check");
        }

        nic.Model = Model(cursor);
        ReadBackend(cursor, nic);
        InterfaceSourceReader.Read(cursor, nic);
        ReadDriver(cursor, nic);
        ReadHostSide(cursor, nic);
        InterfaceConnectionReader.Read(cursor, nic);
        nic.Teaming = TeamingReader.Read(cursor);

        DeviceReader.ReadCommon(cursor, nic);
        DeviceReader.ReadBoot(cursor, nic);
        DeviceReader.ReadRom(cursor, nic);
        InterfaceActualReader.ReadInto(cursor, nic);
        return nic;
    }

    private static string? Model(XmlCursor cursor)
    {
        if (cursor.Child("model")?.NonEmpty("type") is not { } word)
        {
            return null;
        }

        if (InterfaceModels.Canonical(word) is { } known)
        {
            return known;
        }

        foreach (char c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '-'))
            {
                throw cursor.Error("Model name contains invalid characters");
            }
        }

        return word;
    }

    private static void ReadBackend(XmlCursor cursor, Interface nic)
    {
        if (cursor.Child("backend") is not { } backend)
        {
            return;
        }

        nic.Backend.Type = backend.Enum("type", InterfaceBackendType.Names) ?? InterfaceBackendType.Default;
        backend.RefuseNewer(nic.Backend.Type == InterfaceBackendType.Passt, "type='passt'", "9.1");
        nic.Backend.LogFile = backend.NonEmpty("logFile");
        nic.Backend.HostName = backend.Since("11.8").Text("hostname");
        nic.Backend.FullHostName = backend.Since("11.8").Text("fqdn");
        nic.Backend.Tap = backend.NonEmpty("tap");
        string? vhost = backend.NonEmpty("vhost");
        nic.Backend.Vhost = nic.IsVirtio && nic.Type != InterfaceType.Hostdev ? vhost : null;
    }

    private static void ReadDriver(XmlCursor cursor, Interface nic)
    {
        if (cursor.Child("driver") is not { } driver)
        {
            return;
        }

        nic.Virtio = DeviceReader.ReadVirtioOptions(driver);
        if (nic.Type == InterfaceType.Hostdev)
        {
            nic.HostdevDriver = driver.Text("name");
            if (nic.HostdevDriver is not (null or "vfio" or "kvm" or "xen" or "default"))
            {
                throw driver.Error($"unknown driver name '{nic.HostdevDriver}' of a host device interface; 'vfio' would be right");
            }

            nic.HostdevDriverModel = driver.Text("model");
        }

        if (nic.Type == InterfaceType.Hostdev || !nic.IsVirtio)
        {
            if (driver.Text("queues") is not (null or "0" or "1") and var queues)
            {
                driver.Context.Ignored(
                    $"queues='{queues}' means nothing for an interface of the model '{nic.Model}': a virtio card has several", driver.Position);
            }

            driver.IgnoreAttributes("name", "txmode", "ioeventfd", "event_idx", "queues", "rx_queue_size", "tx_queue_size", "rss", "rss_hash_report");
            driver.IgnoreChildren("host", "guest");
            return;
        }

        var read = new InterfaceDriver
        {
            Name = OneOf(driver, "name", "qemu", "vhost"),
            TxMode = OneOf(driver, "txmode", "iothread", "timer"),
            IoEventFd = driver.OnOff("ioeventfd"),
            EventIdx = driver.OnOff("event_idx"),
            Queues = driver.UIntUpTo("queues", Bounds.Queues),
            RxQueueSize = driver.UInt("rx_queue_size"),
            TxQueueSize = driver.UInt("tx_queue_size"),
            Rss = driver.OnOff("rss"),
            RssHashReport = driver.OnOff("rss_hash_report"),
        };
        read.Queues = read.Queues > 1 ? read.Queues : null;
        read.RxQueueSize = read.RxQueueSize > 0 ? read.RxQueueSize : null;
        read.TxQueueSize = read.TxQueueSize > 0 ? read.TxQueueSize : null;
        ReadOffloads(driver.Child("host"), read.Host, isHost: true);
        ReadOffloads(driver.Child("guest"), read.Guest, isHost: false);
        nic.Driver = read;
    }

    private static void ReadOffloads(XmlCursor? cursor, InterfaceOffloads offloads, bool isHost)
    {
        if (cursor is null)
        {
            return;
        }

        offloads.Csum = cursor.OnOff("csum");
        offloads.Tso4 = cursor.OnOff("tso4");
        offloads.Tso6 = cursor.OnOff("tso6");
        offloads.Ecn = cursor.OnOff("ecn");
        offloads.Ufo = cursor.OnOff("ufo");
        if (isHost)
        {
            offloads.Gso = cursor.OnOff("gso");
            offloads.MrgRxBuf = cursor.OnOff("mrg_rxbuf");
        }
    }

    private static void ReadHostSide(XmlCursor cursor, Interface nic)
    {
        nic.ScriptPath = cursor.Child("script")?.NonEmpty("path");
        nic.DownScriptPath = cursor.Child("downscript")?.NonEmpty("path");
        nic.BackendDomain = cursor.Child("backenddomain")?.NonEmpty("name");
        nic.GuestDevice = cursor.Child("guest")?.NonEmpty("dev");
        if (cursor.Child("target") is { } target)
        {
            nic.TargetDevice = target.Text("dev");
            nic.TargetManaged = target.YesNo("managed");
            if (!cursor.IsLive && nic.HasGeneratedName)
            {
                nic.TargetDevice = null;
            }
        }

        nic.LinkUp = cursor.Child("link")?.Switch("state", "up", "down");
        nic.Mtu = cursor.Child("mtu")?.UInt("size");
        if (cursor.Child("tune")?.FilledChild("sndbuf") is { } sndbuf)
        {
            nic.SndBuf = sndbuf.ContentULong();
        }

        if (cursor.Child("coalesce")?.Child("rx")?.Child("frames")?.UInt("max") is { } frames and > 0)
        {
            nic.CoalesceRxFrames = frames;
        }
    }

    private static string? OneOf(XmlCursor cursor, string attribute, string first, string second) => cursor.Text(attribute) switch
    {
        null => null,
        var text when text == first || text == second => text,
        var text => throw cursor.Error($"'{text}' is not a value of the attribute '{attribute}' of <{cursor.Name}>; '{first}' or '{second}' would be right"),
    };
}
