using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Audios;

/// <summary>-audiodev of each audio backend, and the environment it needs (devices.md 5.1).</summary>
internal static class AudioArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Audio audio in builder.Domain.Audios)
        {
            SetEnvironment(builder, audio);
            PropertyBag bag = new PropertyBag().Add("id", Id(audio.Id)).Add("driver", Driver(audio.Type)).Add("timer-period", audio.TimerPeriod);
            switch (audio.Type)
            {
                case AudioType.Oss:
                    bag.Add("try-mmap", audio.TryMmap).Add("exclusive", audio.Exclusive).Add("dsp-policy", audio.DspPolicy);
                    break;
                case AudioType.Pulseaudio:
                    bag.Add("server", audio.ServerName);
                    break;
                case AudioType.File:
                    bag.Add("path", audio.Path);
                    break;
            }

            builder.AddJson("-audiodev", bag.Add("in", Stream(audio.Input)).Add("out", Stream(audio.Output)));
        }
    }

    /// <summary>The id of the backend that a device refers to; the first one where it names none.</summary>
    /// <exception cref="DomainException">There is no backend to refer to.</exception>
    public static string IdFor(Domain domain, uint? wanted, Device device)
    {
        if (wanted is { } id)
        {
            return domain.Audios.Exists(audio => audio.Id == id)
                ? Id(id)
                : throw DomainException.Internal($"unable to find audio backend with id '{id}'", device.Position);
        }

        return domain.Audios.Count > 0 ? Id(domain.Audios[0].Id)
            : throw DomainException.Unsupported("no audio backend is defined for a device that needs one", device.Position);
    }

    private static string Id(uint id) => "audio" + id.ToString(CultureInfo.InvariantCulture);

    private static string Driver(AudioType type) => type switch
    {
        AudioType.Pulseaudio => "pa",
        AudioType.File => "wav",
        _ => AudioType.Names[type],
    };

    /// <summary>Null where nothing is said about the stream.</summary>
    private static PropertyBag? Stream(AudioStream? stream)
    {
        if (stream is null)
        {
            return null;
        }

        PropertyBag bag = new PropertyBag()
            .Add("mixing-engine", stream.MixingEngine)
            .Add("fixed-settings", stream.FixedSettings)
            .Add("voices", stream.Voices)
            .Add("buffer-length", stream.BufferLength)
            .Add("frequency", stream.Frequency)
            .Add("channels", stream.Channels)
            .Add("format", AudioFormat.Names.Of(stream.Format))
            .Add("server-name", stream.ServerName)
            .Add("client-name", stream.ClientName)
            .Add("connect-ports", stream.ConnectPorts)
            .Add("exact-name", stream.ExactName)
            .Add("dev", stream.Dev)
            .Add("buffer-count", stream.BufferCount)
            .Add("try-poll", stream.TryPoll)
            .Add("name", stream.Name)
            .Add("stream-name", stream.StreamName)
            .Add("latency", stream.Latency);
        return bag.Count == 0 ? null : bag;
    }

    private static void SetEnvironment(CommandLineBuilder builder, Audio audio)
    {
        if (audio is { Type: AudioType.Sdl, SdlDriver: { } driver })
        {
            builder.Plan.SetEnvironment("SDL_AUDIODRIVER", SdlAudioDriver.Names[driver]);
        }
        else if (audio.Type == AudioType.Pipewire)
        {
            SetPipewire(builder, audio);
        }
    }

    private static void SetPipewire(CommandLineBuilder builder, Audio audio)
    {
        Pass(builder, "PIPEWIRE_CORE");
        Pass(builder, "PIPEWIRE_REMOTE");
        if (audio.RuntimeDirectory is { } directory)
        {
            builder.Plan.SetEnvironment("PIPEWIRE_RUNTIME_DIR", directory);
        }
        else if (!Pass(builder, "PIPEWIRE_RUNTIME_DIR") && !Pass(builder, "XDG_RUNTIME_DIR"))
        {
            Pass(builder, "USERPROFILE");
        }
    }

    private static bool Pass(CommandLineBuilder builder, string name)
    {
        if (builder.Context.Host.EnvironmentVariable(name) is not { } value)
        {
            return false;
        }

        builder.Plan.SetEnvironment(name, value);
        return true;
    }
}
