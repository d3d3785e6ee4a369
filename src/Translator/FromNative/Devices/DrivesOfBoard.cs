using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Drives without a device: <c>-drive if=ide|virtio|scsi|sd|floppy</c>, which QEMU wires to the board itself.</summary>
internal static class DrivesOfBoard
{
    public static void Add(NativeCommand native)
    {
        foreach (NativeOption drive in native.All("-drive").ToList())
        {
            string word = drive.Peek("if") ?? (native.Arch == "s390x" ? "virtio" : native.IsX86 ? "ide" : native.Arch is "aarch64" or "armv7l"
                ? "virtio" : "scsi");
            string? bus = word switch
            {
                "ide" => native.IsQ35 ? "sata" : "ide",
                "virtio" => "virtio",
                "scsi" => "scsi",
                "sd" => "sd",
                "floppy" => "fdc",
                _ =>
                null
            };
            if (bus is null || !NativeBackend.IsPlain(drive))
            {
                continue;
            }

            if (native.IsModern && bus is "ide" or "sata" or "scsi" && drive.Peek("media") != "cdrom")
            {
                bus = "virtio";
                native.Warn($"the disk {drive.Peek("file")} becomes a virtio disk");
            }

            var backend = new NativeBackend();
            string? index = drive.Peek("index");
            backend.Fill(native, drive);
            string kind = bus == "fdc" ? "floppy" : backend.IsCdrom ? "cdrom" : "disk";
            string target = bus == "ide" && index is not null && Numbers.Parse(index) is { } number ? "hd" + DiskTargets.Letters((int)number) : "";
            if (target.Length == 0 || !native.Targets.Add(target))
            {
                target = kind == "cdrom" && bus == "ide" && native.Targets.Add("hdc") ? "hdc" : DiskTargets.Next(native, bus, null);
            }

            native.Devices.Add(Element(
                "disk",
                Attribute("type", backend.Type),
                Attribute("device", kind),
                Element(
                    "driver", Attribute("name", "qemu"), Attribute("type", backend.Format), Attribute("cache", backend.Cache(null)),
                        Attribute("io", backend.Io),
                    Attribute("error_policy", backend.WriteError), Attribute("rerror_policy", backend.ReadError), Attribute("discard", backend.Discard),
                    Attribute("detect_zeroes", backend.DetectZeroes), Attribute("copy_on_read", backend.CopyOnRead ? "on" : null)),
                backend.Source,
                Element("target", Attribute("dev", target), Attribute("bus", bus)),
                Text("serial", backend.Serial),
                backend.IsReadOnly || kind == "cdrom" ? new XElement("readonly") : null,
                backend.Throttling));
        }
    }
}
