using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;audio&gt; (devices.md 5.1).</summary>
internal static class AudioReader
{
    public static Audio Read(XmlCursor cursor)
    {
        var audio = new Audio
        {
            Position = cursor.Position,
            Type = cursor.RequiredEnum("type", AudioType.Names),
            Id = ReadId(cursor),
            TimerPeriod = cursor.UInt("timerPeriod"),
        };
        cursor.RefuseNewer(audio.Type == AudioType.Pipewire, "type='pipewire'", "9.10");
        if (audio.TimerPeriod == 0)
        {
            throw cursor.Error("timerPeriod must be greater than zero");
        }

        switch (audio.Type)
        {
            case AudioType.Oss:
                audio.TryMmap = cursor.YesNo("tryMMap");
                audio.Exclusive = cursor.YesNo("exclusive");
                audio.DspPolicy = cursor.Int("dspPolicy");
                break;
            case AudioType.Pulseaudio:
                audio.ServerName = cursor.Text("serverName");
                break;
            case AudioType.Sdl:
                audio.SdlDriver = cursor.Enum("driver", SdlAudioDriver.Names);
                break;
            case AudioType.File:
                audio.Path = cursor.Text("path");
                break;
            case AudioType.Pipewire:
                audio.RuntimeDirectory = cursor.Text("runtimeDir");
                break;
        }

        audio.Input = cursor.Child("input") is { } input ? ReadStream(input, audio.Type) : null;
        audio.Output = cursor.Child("output") is { } output ? ReadStream(output, audio.Type) : null;
        return audio;
    }

    /// <summary>The id of an audio backend, here or where it is referred to; counts from 1.</summary>
    public static uint ReadId(XmlCursor cursor) => cursor.UInt("id") switch
    {
        null => throw cursor.Error("<audio> needs the attribute 'id'"),
        0 => throw cursor.Error("audio ids count from 1"),
        { } id => id,
    };

    private static AudioStream ReadStream(XmlCursor cursor, AudioType type)
    {
        var stream = new AudioStream
        {
            MixingEngine = cursor.YesNo("mixingEngine"),
            FixedSettings = cursor.YesNo("fixedSettings"),
            Voices = Positive(cursor, "voices"),
            BufferLength = Positive(cursor, "bufferLength"),
        };
        if (stream.FixedSettings == true && stream.MixingEngine != true)
        {
            throw cursor.Error("fixed audio settings require the mixing engine: fixedSettings='yes' needs mixingEngine='yes'");
        }

        if (cursor.Child("settings") is { } settings)
        {
            if (stream.FixedSettings != true)
            {
                throw settings.Error("<settings> needs fixedSettings='yes'");
            }

            stream.Frequency = Positive(settings, "frequency");
            stream.Channels = Positive(settings, "channels");
            stream.Format = settings.Enum("format", AudioFormat.Names);
        }

        switch (type)
        {
            case AudioType.Alsa:
                stream.Dev = cursor.Text("dev");
                break;
            case AudioType.Coreaudio or AudioType.Sdl:
                stream.BufferCount = Positive(cursor, "bufferCount");
                break;
            case AudioType.Jack:
                stream.ServerName = cursor.Text("serverName");
                stream.ClientName = cursor.Text("clientName");
                stream.ConnectPorts = cursor.Text("connectPorts");
                stream.ExactName = cursor.YesNo("exactName");
                break;
            case AudioType.Oss:
                stream.Dev = cursor.Text("dev");
                stream.BufferCount = Positive(cursor, "bufferCount");
                stream.TryPoll = cursor.YesNo("tryPoll");
                break;
            case AudioType.Pulseaudio or AudioType.Pipewire:
                stream.Name = cursor.Text("name");
                stream.StreamName = cursor.Text("streamName");
                stream.Latency = Positive(cursor, "latency");
                break;
        }

        return stream;
    }

    private static uint? Positive(XmlCursor cursor, string attribute) => cursor.UInt(attribute) switch
    {
        0 => throw cursor.Error($"{attribute} must be greater than zero"),
        var number => number,
    };
}
