using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;

namespace VirshLite.Translator.Changes;

/// <summary>Devices as XML out of the words of virsh's commands (live-changes.md 5 to 7), and those that such words mean.</summary>
public static class DeviceXml
{
    /// <exception cref="DomainException">A word is none that there is.</exception>
    public static string Disk(DiskRequest request)
    {
        if (request.Mode is not (null or "readonly" or "shareable"))
        {
            throw Plain($"No support for {request.Mode} in command 'attach-disk'");
        }

        if (request.SourceType is not (null or "file" or "block" or "network"))
        {
            throw Plain($"Unknown source type: '{request.SourceType}'");
        }

        if (request.Protocol is not null && request.SourceType is not (null or "network"))
        {
            throw Plain("--source-protocol option requires --sourcetype network");
        }

        string type = request.SourceType ?? (request.Protocol is not null ? "network" : request.IsBlockDevice && request.Driver is not ("file" or "tap")
            ? "block" : "file");
        var xml = new XmlOutput();
        xml.Open("disk").Attr("type", type).Attr("device", request.DeviceKind).Attr("rawio", request.RawIo ? "yes" : null);
        xml.Open("driver").Attr("name", request.Driver ?? "qemu").Attr("type", request.Format ?? "raw").Attr("iothread", request.IoThread)
            .Attr("cache", request.Cache)
            .Attr("io", request.Io).Close();
        Source(xml, request, type);
        xml.Open("target").Attr("dev", request.Target).Attr("bus", request.TargetBus ?? BusOf(request.Target)).Close();
        if (request.ThrottleGroups.Count > 0)
        {
            xml.Open("throttlefilters");
            foreach (string group in request.ThrottleGroups)
            {
                xml.Open("throttlefilter").Attr("group", group).Close();
            }

            xml.Close();
        }

        xml.Empty("readonly", request.Mode == "readonly").Empty("shareable", request.Mode == "shareable").Element("serial", request.Serial);
        if (request.Alias is { } alias)
        {
            xml.Open("alias").Attr("name", alias).Close();
        }

        xml.Element("wwn", request.Wwn);
        if (request.Address is { } address)
        {
            DeviceXmlAddress.Write(xml, address, request.Target, request.Multifunction);
        }

        return xml.Close().ToString();
    }

    /// <exception cref="DomainException">A word is none that there is.</exception>
    public static string Interface(InterfaceRequest request)
    {
        if (request.Type is not ("network" or "bridge" or "direct" or "hostdev" or "vhostuser"))
        {
            throw Plain($"No support for {request.Type} in command 'attach-interface'");
        }

        var xml = new XmlOutput();
        xml.Open("interface").Attr("type", request.Type).Attr("managed", request is { Type: "hostdev", Managed: true } ? "yes" : null);
        switch (request.Type)
        {
            case "network" or "bridge":
                xml.Open("source").Attr(request.Type, request.Source).Close();
                break;
            case "direct":
                xml.Open("source").Attr("dev", request.Source).Close();
                break;
            case "vhostuser":
                string mode = request.SourceMode ?? throw Plain("source-mode is mandatory");
                xml.Open("source").Attr("type", "unix").Attr("path", request.Source)
                    .Attr("mode", mode is "server" or "client" ? mode : throw Plain($"Invalid source mode: {mode}")).Close();
                break;
            default:
                xml.Open("source");
                DeviceXmlAddress.WriteHostPci(xml, request.Source);
                xml.Close();
                break;
        }

        One(xml, "target", "dev", request.Target);
        One(xml, "mac", "address", request.Mac);
        One(xml, "script", "path", request.Script);
        One(xml, "alias", "name", request.Alias);
        One(xml, "model", "type", request.Model);
        if (request.Inbound is not null || request.Outbound is not null)
        {
            xml.Open("bandwidth");
            Rate(xml, "inbound", request.Inbound, hasFloor: true);
            Rate(xml, "outbound", request.Outbound, hasFloor: false);
            xml.Close();
        }

        return xml.Close().ToString();
    }

    /// <summary>The disk of a target or source.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Disk FindDisk(Domain domain, string targetOrSource) =>
        domain.Disks.Find(d => d.TargetDev == targetOrSource || d.Source.Path == targetOrSource)
            ?? throw Plain($"No disk found whose source path or target is {targetOrSource}");

    /// <summary>The interface of a type and MAC address.</summary>
    /// <exception cref="DomainException">There is none, or it is not clear which.</exception>
    public static Interface FindInterface(Domain domain, string type, string? mac)
    {
        List<Interface> fitting = domain.Interfaces.FindAll(n => InterfaceType.Names[n.Type] == type);
        if (fitting.Count == 0)
        {
            throw Plain($"No interface found whose type is {type}");
        }

        if (mac is null)
        {
            return fitting.Count == 1 ? fitting[0] : throw Plain($"Domain has {fitting.Count} interfaces. Please specify which one to detach using --mac");
        }

        fitting = fitting.FindAll(n => string.Equals(n.Mac, mac, StringComparison.OrdinalIgnoreCase));
        return fitting.Count switch
        {
            0 => throw Plain($"No interface with MAC address {mac} was found"),
            1 => fitting[0],
            _ => throw Plain(
                $"Domain has multiple interfaces matching MAC address {mac}. You must use detach-device and specify the device pci address to remove it."),
        };
    }

    /// <summary>The interface of a MAC address or tap name.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Interface FindInterface(Domain domain, string macOrTarget) => TryFindInterface(domain, macOrTarget)
        ?? throw Plain($"interface '{macOrTarget}' not found");

    /// <summary>The interface of domiftune.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Interface TunedInterface(Domain domain, string macOrTarget) => TryFindInterface(domain, macOrTarget)
        ?? throw DomainException.Argument($"'{macOrTarget}' is not a known interface");

    private static Interface? TryFindInterface(Domain domain, string macOrTarget) =>
        domain.Interfaces.Find(n => string.Equals(n.Mac, macOrTarget, StringComparison.OrdinalIgnoreCase)
            || string.Equals(n.TargetDevice, macOrTarget, StringComparison.OrdinalIgnoreCase));

    /// <exception cref="DomainException">The word is none.</exception>
    public static bool LinkState(string word) => word switch { "up" => true, "down" => false, _ => throw Plain($"invalid link state '{word}'") };

    /// <summary>An interface's XML with its link up or down.</summary>
    public static string WithLink(Interface nic, Domain domain, bool up)
    {
        bool? before = nic.LinkUp;
        try
        {
            nic.LinkUp = up;
            return DeviceDocument.Write(nic, domain);
        }
        finally
        {
            nic.LinkUp = before;
        }
    }

    /// <summary>The drive with its medium changed; null where there is nothing to do: an empty drive whose medium is to be taken out.</summary>
    /// <exception cref="DomainException">There is no such drive, or it is not as the action needs it.</exception>
    public static Disk? ChangedDrive(Domain domain, string path, string? source, MediaAction action, bool isBlock)
    {
        Disk drive = domain.Disks.Find(d => d.DeviceKind is DiskDevice.Cdrom or DiskDevice.Floppy && (d.TargetDev == path || d.Source.Path == path))
            ?? throw Plain($"No disk found whose source path or target is {path}");
        bool isFull = !drive.Source.IsEmpty;
        switch (action)
        {
            case MediaAction.Insert when source is null:
                throw Plain("New disk media source was not specified");
            case MediaAction.Insert when isFull:
                throw Plain($"The disk device '{drive.TargetDev}' already has media");
            case MediaAction.Eject when !isFull && drive.Source.Index == 0:
                throw Plain($"The disk device '{drive.TargetDev}' doesn't have media");
            case MediaAction.Eject when !isFull:
                return null;
        }

        return new Disk
        {
            DeviceKind = drive.DeviceKind,
            TargetDev = drive.TargetDev,
            Bus = drive.Bus,
            ReadOnly = drive.ReadOnly,
            DriverName = drive.DriverName,
            Cache = drive.Cache,
            Io = drive.Io,
            StartupPolicy = action == MediaAction.Eject || source is null ? null : drive.StartupPolicy,
            Address = drive.Address,
            Serial = drive.Serial,
            Source = new StorageSource
            {
                Type = isBlock ? StorageType.Block : StorageType.File,
                Format = drive.Source.Format,
                Path = action == MediaAction.Eject ? null : source,
            },
        };
    }

    /// <summary>The disk of blkdeviotune: by target or source.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public static Disk Limited(Domain domain, string path) =>
        domain.Disks.Find(d => d.TargetDev == path || d.Source.Path == path) ?? throw DomainException.Argument($"disk '{path}' not found in domain");

    private static void Source(XmlOutput xml, DiskRequest request, string type)
    {
        xml.Open("source");
        if (type != "network")
        {
            xml.Attr(type == "block" ? "dev" : "file", request.Source).Close();
            return;
        }

        xml.Attr("protocol", request.Protocol).Attr("name", request.Source);
        if (request.HostName is not null || request.HostSocket is not null)
        {
            string[] host = request.HostName?.Split(':') ?? [];
            xml.Open("host").Attr("name", host.FirstOrDefault()).Attr("port", host.Length > 1 ? host[1] : null).Attr("transport", request.HostTransport)
                .Attr("socket", request.HostSocket).Close();
        }

        xml.Close();
    }

    private static string? BusOf(string target) => target switch
    {
        _ when target.StartsWith("hd", StringComparison.Ordinal) => "ide",
        _ when target.StartsWith("vd", StringComparison.Ordinal) => "virtio",
        _ when target.StartsWith("fd", StringComparison.Ordinal) => "fdc",
        _ => null,
    };

    private static void Rate(XmlOutput xml, string direction, string? text, bool hasFloor)
    {
        if (text is null)
        {
            return;
        }

        ulong?[] values = RateText.Parse(text, hasFloor);
        xml.Open(direction).Attr("average", values[0]).Attr("peak", values[1]).Attr("burst", values[2]).Attr("floor", values[3]).Close();
    }

    private static void One(XmlOutput xml, string element, string attribute, string? value)
    {
        if (value is not null)
        {
            xml.Open(element).Attr(attribute, value).Close();
        }
    }

    private static DomainException Plain(string message) => new(message, default, RefusalKind.Plain);
}
