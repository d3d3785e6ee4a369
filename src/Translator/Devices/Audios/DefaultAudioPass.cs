using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Audios;

/// <summary>
/// The audio backend of a guest that names none: after its graphics, or what the administrator's environment says (completion.md 5.1, devices.md 5.2).
/// </summary>
internal sealed class DefaultAudioPass : ICompletionPass
{
    // QEMU_AUDIO_DRV has QEMU's words, not libvirt's
    private static readonly EnumNames<AudioType> QemuNames =
        new("none", "alsa", "coreaudio", "jack", "oss", "pa", "sdl", "spice", "wav", "dbus", "pipewire");

    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Audios.Count == 0 && Choose(context) is { } audio)
        {
            domain.Audios.Add(audio);
        }
    }

    private static Audio? Choose(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Graphics.Count == 0)
        {
            return context.Settings.NographicsAllowHostAudio ? HostAudio(context, sdl: false) : new Audio { Id = 1, Type = AudioType.None };
        }

        Audio? audio = null;
        foreach (Graphics graphics in domain.Graphics)
        {
            audio = graphics.Type switch
            {
                GraphicsType.Vnc when context.Settings.VncAllowHostAudio => HostAudio(context, sdl: false),
                GraphicsType.Vnc => new Audio { Id = 1, Type = AudioType.None },
                GraphicsType.Spice => new Audio { Id = 1, Type = AudioType.Spice },
                GraphicsType.Sdl => HostAudio(context, sdl: true),
                _ => audio,
            };
        }

        return audio;
    }

    private static Audio? HostAudio(TranslationContext context, bool sdl)
    {
        if (context.Host.EnvironmentVariable("QEMU_AUDIO_DRV") is not { } word)
        {
            return null;
        }

        if (!QemuNames.TryParse(word, out AudioType type))
        {
            throw DomainException.Unsupported($"unknown audio driver '{word}' in QEMU_AUDIO_DRV");
        }

        var audio = new Audio { Id = 1, Type = type };
        if (sdl && type == AudioType.Sdl && context.Host.EnvironmentVariable("SDL_AUDIODRIVER") is { } driver)
        {
            audio.SdlDriver = SdlAudioDriver.Names.TryParse(driver, out SdlAudioDriver known)
                ? known
                : throw DomainException.Unsupported($"unknown SDL audio driver '{driver}' in SDL_AUDIODRIVER");
        }

        return audio;
    }
}
