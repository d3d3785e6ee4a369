using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Shared directories: 9p, virtiofs, MTP.</summary>
internal static class FilesystemDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        VirtioName virtio = VirtioName.Of(device.Kind);
        XElement? filesystem = virtio.Base switch
        {
            "virtio-9p" => NineP(native, device, virtio),
            "vhost-user-fs" => Virtiofs(native, device),
            "usb-mtp" => Mtp(device),
            _ => null,
        };
        if (filesystem is null)
        {
            return false;
        }

        device.Take();
        filesystem.Add(AddressElements.Common(native, device));
        native.Devices.Add(filesystem);
        return true;
    }

    private static XElement? NineP(NativeCommand native, NativeOption device, VirtioName virtio)
    {
        if (native.Find("-fsdev", device.Peek("fsdev")) is not { } fsdev)
        {
            return null;
        }

        fsdev.Take();
        device.Take("fsdev");
        string driver = fsdev.Peek("") ?? fsdev.Peek("fsdriver") ?? "local";
        string? write = fsdev.Take("writeout");
        var element = Element("driver", Attribute("type", driver == "handle" ? "handle" : "path"), Attribute("wrpolicy", write), VirtioName.Options(device));
        return Element(
            "filesystem",
            Attribute("type", "mount"),
            Attribute("accessmode", fsdev.Take("security_model") switch
            {
                "none" => "squash",
                "mapped-xattr" => "mapped",
                "mapped-file" =>
                "mapped",
                var mode => mode ?? "passthrough"
            }),
            Attribute("multidevs", fsdev.Take("multidevs")),
            Attribute("fmode", Octal(fsdev.Take("fmode"))),
            Attribute("dmode", Octal(fsdev.Take("dmode"))),
            Attribute("model", virtio.IsPlain ? null : virtio.Model),
            element,
            With("source", "dir", fsdev.Take("path")),
            With("target", "dir", device.Take("mount_tag")),
            fsdev.TakeSwitch("readonly") == "on" ? new XElement("readonly") : null);
    }

    private static string? Octal(string? mode) => mode?.TrimStart('0') is { Length: > 0 } digits ? digits : mode;

    private static XElement? Virtiofs(NativeCommand native, NativeOption device)
    {
        if (native.Find("-chardev", device.Peek("chardev")) is not { } socket)
        {
            return null;
        }

        socket.Take();
        device.Take("chardev");
        string? path = socket.Take("path");
        bool isOwn = path is null || (path.Contains("/domain-", StringComparison.Ordinal) && path.EndsWith("-fs.sock", StringComparison.Ordinal));
        if (isOwn)
        {
            native.Warn($"the directory that {device.Id} shares is known to virtiofsd alone: /srv/{device.Peek("tag")} is a stand-in");
        }

        return Element(
            "filesystem",
            Attribute("type", "mount"),
            Attribute("accessmode", isOwn ? "passthrough" : null),
            Element("driver", Attribute("type", "virtiofs"), Attribute("queue", device.Take("queue-size")), VirtioName.Options(device)),
            isOwn ? With("source", "dir", "/srv/" + device.Peek("tag")) : With("source", "socket", path),
            With("target", "dir", device.Take("tag")));
    }

    private static XElement Mtp(NativeOption device)
    {
        string? isReadOnly = device.TakeSwitch("readonly");
        return Element(
            "filesystem", Attribute("type", "mount"), Attribute("accessmode", "passthrough"), With("driver", "type", "mtp"),
                With("source", "dir", device.Take("rootdir")),
            With("target", "dir", device.Take("desc")), isReadOnly == "on" ? new XElement("readonly") : null);
    }
}
