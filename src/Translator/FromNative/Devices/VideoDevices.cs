using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Display adapters.</summary>
internal static class VideoDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        string driver = device.Kind;
        VirtioName virtio = VirtioName.Of(driver);
        bool isGl = virtio.Base is "virtio-vga-gl" or "virtio-gpu-gl";
        bool isVhostUser = virtio.Base is "vhost-user-vga" or "vhost-user-gpu";
        string? type = virtio.Base switch
        {
            "VGA" or "vga" => "vga",
            "cirrus-vga" => "cirrus",
            "vmware-svga" => "vmvga",
            "qxl-vga" or "qxl" => "qxl",
            "virtio-vga" or "virtio-gpu" or "virtio-vga-gl" or "virtio-gpu-gl" or "vhost-user-vga" or "vhost-user-gpu" => "virtio",
            "bochs-display" => "bochs",
            "ramfb" => "ramfb",
            _ => null,
        };
        if (type is null)
        {
            return false;
        }

        device.Take();
        var model = Element("model", Attribute("type", type));
        if (type == "qxl")
        {
            model.SetAttributeValue("ram", Kib(device.Take("ram_size"), 1));
            model.SetAttributeValue("vram", Kib(device.Take("vram_size"), 1));
            model.SetAttributeValue("vram64", Kib(device.Take("vram64_size_mb"), 1 << 20));
            model.SetAttributeValue("vgamem", Kib(device.Take("vgamem_mb"), 1 << 20));
        }
        else
        {
            model.SetAttributeValue("vram", Kib(device.Take("vgamem_mb"), 1 << 20) ?? Kib(device.Take("vgamem"), 1));
        }

        bool isScreenOfBoard = virtio.Base is "VGA" or "cirrus-vga" or "vmware-svga" or "qxl-vga" or "virtio-vga" or "virtio-vga-gl" or "vhost-user-vga";
        model.SetAttributeValue("primary", isScreenOfBoard && native.Devices.Elements("video").Any() ? "yes" : null);
        model.SetAttributeValue("heads", device.Take("max_outputs"));
        model.SetAttributeValue("blob", device.TakeSwitch("blob"));
        string? x = device.Take("xres");
        string? y = device.Take("yres");
        bool isAccelerated = isGl || device.TakeSwitch("virgl") == "on";
        model.Add(isAccelerated ? With("acceleration", "accel3d", "yes") : null);
        model.Add(x is null ? null : Element("resolution", Attribute("x", x), Attribute("y", y)));
        if (isVhostUser)
        {
            native.Find("-chardev", device.Take("chardev"))?.Take();
        }

        XElement driverElement = Element("driver", Attribute("name", isVhostUser ? "vhostuser" : null), VirtioName.Options(device));
        native.Devices.Add(Element("video", driverElement.UnlessEmpty(), model, AddressElements.Common(native, device)));
        return true;
    }

    private static string? Kib(string? text, ulong unit) => Numbers.Size(text, unit) is > 0 and { } bytes ? Numbers.Text((long)(bytes / 1024)) : null;
}
