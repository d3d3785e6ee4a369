using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Keyboards, mice, tablets, event devices.</summary>
internal static class InputDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        VirtioName virtio = VirtioName.Of(device.Kind);
        (string Type, string Bus)? found = virtio.Base switch
        {
            "usb-tablet" => ("tablet", "usb"),
            "usb-mouse" => ("mouse", "usb"),
            "usb-kbd" => ("keyboard", "usb"),
            "virtio-tablet" => ("tablet", "virtio"),
            "virtio-mouse" => ("mouse", "virtio"),
            "virtio-keyboard" => ("keyboard", "virtio"),
            "virtio-input-host" => ("passthrough", "virtio"),
            _ => null,
        };
        if (found is not { } input)
        {
            return false;
        }

        device.Take();
        native.Devices.Add(Element(
            "input", Attribute("type", input.Type), Attribute("bus", input.Bus), Attribute("model", virtio.IsPlain ? null : virtio.Model),
                VirtioName.Driver(device),
            With("source", "evdev", device.Take("evdev")), AddressElements.Common(native, device)));
        return true;
    }

    /// <summary>Event devices of the host are objects.</summary>
    public static void AddObjects(NativeCommand native)
    {
        foreach (NativeOption linux in native.All("-object").Where(o => o.Kind == "input-linux").ToList())
        {
            linux.Take();
            native.Devices.Add(Element("input", Attribute("type", "evdev"), Element(
                "source", Attribute("dev", linux.Take("evdev")), Attribute("grab", linux.TakeSwitch("grab_all") == "on" ? "all" : null),
                Attribute("grabToggle", linux.Take("grab-toggle")), Attribute("repeat", linux.TakeSwitch("repeat")))));
        }
    }
}
