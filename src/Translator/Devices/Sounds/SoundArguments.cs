using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.Audios;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Sounds;

/// <summary>Sound cards and their codecs (devices.md 5.3). The PC speaker is part of -machine.</summary>
internal static class SoundArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Sound sound in builder.Domain.Sounds)
        {
            if (sound.Model != SoundModel.Pcspk)
            {
                AddCard(builder, sound);
            }
            else if (!builder.Context.Rules.SpeakerHasAudioDevice)
            {
                builder.Add("-soundhw", "pcspk");
            }
        }
    }

    private static void AddCard(CommandLineBuilder builder, Sound sound)
    {
        string audio = AudioArguments.IdFor(builder.Domain, sound.AudioId, sound);
        var bag = new PropertyBag();
        switch (sound.Model)
        {
            case SoundModel.Ich6 or SoundModel.Ich9:
                bag.Add("driver", sound.Model == SoundModel.Ich6 ? "intel-hda" : "ich9-intel-hda").Add("id", sound.Alias);
                break;
            case SoundModel.Usb:
                bag.Add("driver", "usb-audio").Add("id", sound.Alias).Add("audiodev", audio).Add("multi", sound.Multichannel);
                break;
            case SoundModel.Virtio:
                bag.Add("driver", VirtioDriver.Name("virtio-sound", sound, builder.Context));
                VirtioDriver.AddOptions(bag, sound.Virtio).Add("id", sound.Alias).Add("audiodev", audio).Add("streams", sound.Streams);
                break;
            case SoundModel.Es1370:
                bag.Add("driver", "ES1370").Add("id", sound.Alias).Add("audiodev", audio);
                break;
            case SoundModel.Ac97:
                bag.Add("driver", "AC97").Add("id", sound.Alias).Add("audiodev", audio);
                break;
            case SoundModel.Sb16:
                bag.Add("driver", "sb16").Add("id", sound.Alias).Add("audiodev", audio);
                break;
            default:
                throw DomainException.Unsupported($"sound card model '{SoundModel.Names[sound.Model]}' is not supported by qemu", sound.Position);
        }

        ZpciArguments.Add(builder, sound);
        builder.AddDevice(AddressProperties.Add(bag, sound, builder.Context));
        if (sound.Model is SoundModel.Ich6 or SoundModel.Ich9)
        {
            AddCodecs(builder, sound, audio);
        }
    }

    private static void AddCodecs(CommandLineBuilder builder, Sound sound, string audio)
    {
        if (sound.Codecs.Count == 0)
        {
            AddCodec(builder, sound, SoundCodec.Duplex, 0, audio);
        }

        for (int cad = 0; cad < sound.Codecs.Count; cad++)
        {
            AddCodec(builder, sound, sound.Codecs[cad], cad, audio);
        }
    }

    private static void AddCodec(CommandLineBuilder builder, Sound sound, SoundCodec codec, int cad, string audio) =>
        builder.AddDevice(new PropertyBag()
            .Add("driver", "hda-" + SoundCodec.Names[codec])
            .Add("id", string.Create(CultureInfo.InvariantCulture, $"{sound.Alias}-codec{cad}"))
            .Add("bus", sound.Alias + ".0")
            .Add("cad", cad)
            .Add("audiodev", audio));
}
