using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Sounds;

/// <summary>Checks of audio backends and sound cards (devices.md 5).</summary>
internal static class SoundRules
{
    public static void Check(TranslationContext context)
    {
        Domain domain = context.Domain;
        for (int i = 0; i < domain.Audios.Count; i++)
        {
            CheckAudio(domain.Audios[i], i, context);
        }

        foreach (Sound sound in domain.Sounds)
        {
            CheckCard(sound, context);
        }
    }

    private static void CheckAudio(Audio audio, int place, TranslationContext context)
    {
        Domain domain = context.Domain;
        for (int i = 0; i < place; i++)
        {
            if (domain.Audios[i].Id == audio.Id)
            {
                throw new DomainException($"audio ID {audio.Id} is used multiple times", audio.Position);
            }
        }

        if (audio.Type == AudioType.Spice && !domain.Graphics.Exists(g => g.Type == GraphicsType.Spice))
        {
            throw DomainException.Unsupported("Spice audio is not supported without spice graphics", audio.Position);
        }

        if (audio.Type == AudioType.Dbus && !context.Capabilities.Has(Flags.DisplayDbus))
        {
            throw DomainException.Unsupported("DBus audio is not supported with this QEMU", audio.Position);
        }
    }

    private static void CheckCard(Sound sound, TranslationContext context)
    {
        QemuCapabilities capabilities = context.Capabilities;
        string? flag = sound.Model switch
        {
            SoundModel.Ich9 => Flags.Ich9IntelHda,
            SoundModel.Usb => Flags.UsbAudio,
            SoundModel.Virtio => Flags.VirtioSound,
            _ => null,
        };
        if (sound.Model == SoundModel.Ich7 || (flag is not null && !capabilities.Has(flag)))
        {
            throw DomainException.Unsupported($"'{SoundModel.Names[sound.Model]}' controller is not supported in this QEMU binary", sound.Position);
        }

        foreach (SoundCodec codec in sound.Codecs)
        {
            string needed = codec switch
            {
                SoundCodec.Duplex => Flags.HdaDuplex,
                SoundCodec.Micro => Flags.HdaMicro,
                _ => Flags.HdaOutput,
            };
            if (!capabilities.Has(needed))
            {
                throw DomainException.Unsupported($"{needed} not supported in this QEMU binary", sound.Position);
            }
        }

        if (sound.AudioId is { } id && !context.Domain.Audios.Exists(audio => audio.Id == id))
        {
            throw DomainException.Unsupported($"no audio device with id {id} for sound card '{SoundModel.Names[sound.Model]}'", sound.Position);
        }
    }
}
