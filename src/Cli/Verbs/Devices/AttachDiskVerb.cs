using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Context;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>attach-disk GUEST SOURCE TARGET</c>: plugs a disk in (live-changes.md 5.1).</summary>
internal static class AttachDiskVerb
{
    public static Command Build(Io io)
    {
        var source = new Argument<string>("SOURCE") { Description = "image file, block device, or a network source's name" };
        var target = new Argument<string>("TARGET") { Description = "vdb, sda …" };
        var bus = new Option<string?>("--targetbus") { Description = "virtio, scsi, usb … (default: by the target's name)", HelpName = "TARGETBUS" };
        var driver = new Option<string?>("--driver") { Description = "qemu", HelpName = "DRIVER" };
        var format = new Option<string?>("--subdriver") { Description = "the image's format (default: raw, never probed)", HelpName = "SUBDRIVER" };
        var ioThread = new Option<string?>("--iothread") { Description = "number of the iothread that serves it", HelpName = "IOTHREAD" };
        var cache = new Option<string?>("--cache") { Description = "none, writeback …", HelpName = "CACHE" };
        var ioMode = new Option<string?>("--io") { Description = "native, threads, io_uring", HelpName = "IO" };
        var kind = new Option<string?>("--type") { Description = "disk, cdrom, floppy, lun", HelpName = "TYPE" };
        var mode = new Option<string?>("--mode") { Description = "readonly or shareable", HelpName = "MODE" };
        var sourceType = new Option<string?>("--sourcetype") { Description = "file, block or network (default: what SOURCE is)", HelpName = "SOURCETYPE" };
        var serial = new Option<string?>("--serial") { Description = "serial number", HelpName = "SERIAL" };
        var wwn = new Option<string?>("--wwn") { Description = "world wide name", HelpName = "WWN" };
        var alias = new Option<string?>("--alias") { Description = "its alias, ua-…", HelpName = "ALIAS" };
        var rawIo = new Option<bool>("--rawio") { Description = "the guest may send raw SCSI commands" };
        var address = new Option<string?>("--address") { Description = "pci:0000.0a.00.0, scsi:0.0.1, usb:1.2 …", HelpName = "ADDRESS" };
        var multifunction = new Option<bool>("--multifunction") { Description = "other functions of the PCI slot may follow" };
        var protocol = new Option<string?>("--source-protocol") { Description = "nbd, rbd, iscsi …: SOURCE is a name there", HelpName = "PROTOCOL" };
        var hostName = new Option<string?>("--source-host-name") { Description = "HOST[:PORT]", HelpName = "NAME" };
        var transport = new Option<string?>("--source-host-transport") { Description = "tcp, unix, rdma", HelpName = "TRANSPORT" };
        var socket = new Option<string?>("--source-host-socket") { Description = "path of a unix socket", HelpName = "SOCKET" };
        var groups = new Option<string?>("--throttle-groups") { Description = "names of throttle groups, with commas between", HelpName = "GROUPS" };
        var printXml = new Option<bool>("--print-xml") { Description = "show the device instead of plugging it in" };
        var command = new VerbCommand("attach-disk", "plug a disk into a running guest")
        {
            Examples =
            [
                ("attach-disk web /images/data.qcow2 vdb --subdriver qcow2", ""),
                ("attach-disk web /dev/sdb sdb --mode readonly --print-xml", "the XML only"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(source);
        command.Arguments.Add(target);
        foreach (Option option in (Option[])[bus, driver, format, ioThread, cache, ioMode, kind, mode, sourceType, serial, wwn, alias, rawIo, address,
            multifunction, protocol, hostName, transport, socket, groups, printXml])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true, hasPersistent: true);
        command.SetAction(parse =>
        {
            string image = parse.GetValue(source)!;
            var change = new GuestChange(parse, io, affects, "Failed to attach disk");
            string xml = Failure.OfChange(null, () => DeviceXml.Disk(new DiskRequest(image, parse.GetValue(target)!)
            {
                TargetBus = parse.GetValue(bus),
                Driver = parse.GetValue(driver),
                Format = parse.GetValue(format),
                IoThread = parse.GetValue(ioThread),
                Cache = parse.GetValue(cache),
                Io = parse.GetValue(ioMode),
                DeviceKind = parse.GetValue(kind),
                Mode = parse.GetValue(mode),
                SourceType = parse.GetValue(sourceType),
                Serial = parse.GetValue(serial),
                Wwn = parse.GetValue(wwn),
                Alias = parse.GetValue(alias),
                RawIo = parse.GetValue(rawIo),
                Address = parse.GetValue(address),
                Multifunction = parse.GetValue(multifunction),
                Protocol = parse.GetValue(protocol),
                HostName = parse.GetValue(hostName),
                HostTransport = parse.GetValue(transport),
                HostSocket = parse.GetValue(socket),
                ThrottleGroups = parse.GetValue(groups)?.Split(',') ?? [],
                IsBlockDevice = change.Host.Facts(change.Host.Settings).KindOf(image) == HostPathKind.Block,
            }));
            if (parse.GetValue(printXml))
            {
                Confirmation.Show(io, parse, xml);
                return;
            }

            change.Run(guest.Of(parse), xml, DeviceAttach.Live, ConfigChange.Attach);
            Confirmation.Say(io, parse, "Disk attached successfully");
        });
        return command;
    }
}
