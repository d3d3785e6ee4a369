using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;sound&gt;; its driver stands after the address.</summary>
internal static class SoundWriter
{
    public static void Write(XmlOutput xml, Sound sound)
    {
        xml.Open("sound").Attr("model", SoundModel.Names[sound.Model]).YesNo("multichannel", sound.Multichannel).Attr("streams", sound.Streams);
        foreach (SoundCodec codec in sound.Codecs)
        {
            xml.Open("codec").Attr("type", SoundCodec.Names[codec]).Close();
        }

        if (sound.AudioId is { } id)
        {
            xml.Open("audio").Attr("id", id).Close();
        }

        DeviceWriter.WriteCommon(xml, sound);
        DriverWriter.WriteVirtio(xml, sound.Virtio);
        xml.Close();
    }
}
