using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;sound&gt;.</summary>
internal static class SoundReader
{
    public static Sound Read(XmlCursor cursor)
    {
        var sound = new Sound { Model = cursor.RequiredEnum("model", SoundModel.Names) };
        if (sound.Model == SoundModel.Usb)
        {
            sound.Multichannel = cursor.Since("9.4").YesNo("multichannel");
        }
        else if (sound.Model == SoundModel.Virtio)
        {
            sound.Streams = cursor.UInt("streams") is var streams && streams != 0
                ? streams
                : throw cursor.Error("invalid value for attribute 'streams' of <sound>: zero is not permitted");
        }

        if (sound.Model is SoundModel.Ich6 or SoundModel.Ich9)
        {
            foreach (XmlCursor codec in cursor.Children("codec"))
            {
                sound.Codecs.Add(codec.RequiredEnum("type", SoundCodec.Names));
            }
        }

        if (cursor.Child("audio") is { } audio)
        {
            sound.AudioId = AudioReader.ReadId(audio);
        }

        // the other models have no use for the options of virtio, and libvirt forgets them
        VirtioOptions? virtio = DeviceReader.ReadVirtioOptions(cursor.Child("driver"));
        sound.Virtio = sound.Model == SoundModel.Virtio ? virtio : null;
        DeviceReader.ReadCommon(cursor, sound);
        return sound;
    }
}
