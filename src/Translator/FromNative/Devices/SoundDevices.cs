using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Sound cards with their codecs.</summary>
internal static class SoundDevices
{
    public static bool Add(NativeCommand native, NativeOption device)
    {
        VirtioName virtio = VirtioName.Of(device.Kind);
        string? model = virtio.Base switch
        {
            "AC97" => "ac97",
            "ES1370" => "es1370",
            "sb16" => "sb16",
            "intel-hda" => "ich6",
            "ich9-intel-hda" => "ich9",
            "usb-audio" => "usb",
            "virtio-sound" => "virtio",
            _ => null,
        };
        if (model is null)
        {
            return false;
        }

        device.Take();
        string? audio = device.Take("audiodev");
        var codecs = new List<XElement?>();
        string bus = (device.Id ?? "") + ".0";
        foreach (NativeOption codec in native.All("-device").Where(d => d.Kind is "hda-duplex" or "hda-micro" or "hda-output" && (d.Peek("bus") ?? bus) == bus)
            .ToList())
        {
            codec.Take();
            audio ??= codec.Peek("audiodev");
            codecs.Add(With("codec", "type", codec.Kind switch { "hda-micro" => "micro", "hda-output" => "output", _ => "duplex" }));
        }

        native.Devices.Add(Element(
            "sound",
            Attribute("model", model),
            Attribute("multichannel", device.TakeYesNo("multi")),
            Attribute("streams", device.Take("streams")),
            VirtioName.Driver(device),
            codecs,
            Audio(native, audio),
            AddressElements.Common(native, device)));
        return true;
    }

    /// <summary>The speaker of the PC is a property of the machine.</summary>
    public static void AddSpeaker(NativeCommand native)
    {
        List<int> numbers = [.. native.Options.Where(o =>
            o.Name == "-device" && o.FirstId?.StartsWith("sound", StringComparison.Ordinal) == true && !o.FirstId.Contains("codec", StringComparison.Ordinal))
            .Select(o => Numbers.Trailing(o.FirstId!) ?? -1)];
        if (native.SpeakerAudio is { } audio)
        {
            // libvirt numbers it among the cards: it stands where their numbers leave a gap
            List<XElement> cards = [.. native.Devices.Elements("sound")];
            int gap = Enumerable.Range(0, numbers.Count + 1).First(i => !numbers.Contains(i));
            var speaker = Element("sound", Attribute("model", "pcspk"), Audio(native, audio));
            if (gap < cards.Count)
            {
                cards[gap].AddBeforeSelf(speaker);
            }
            else
            {
                native.Devices.Add(speaker);
            }
        }
    }

    private static XElement? Audio(NativeCommand native, string? audiodev) =>
        audiodev is null ? null : With("audio", "id", Numbers.Text(native.AudioNumber(audiodev)));
}
