namespace VirshLite.DomainParser.Model;

/// <summary>&lt;audio&gt;: where the guest's sound goes to on the host (formatdomain, "Audio backends"). It has neither alias nor address.</summary>
public sealed class Audio : Device
{
    /// <summary>Counts from 1.</summary>
    public uint Id { get; set; }

    public AudioType Type { get; set; }

    /// <summary>Microseconds.</summary>
    public uint? TimerPeriod { get; set; }

    public AudioStream? Input { get; set; }

    public AudioStream? Output { get; set; }

    /// <summary>file: the WAV file.</summary>
    public string? Path { get; set; }

    /// <summary>sdl: SDL's own audio driver.</summary>
    public SdlAudioDriver? SdlDriver { get; set; }

    /// <summary>pulseaudio: the server.</summary>
    public string? ServerName { get; set; }

    /// <summary>pipewire: the run-time directory.</summary>
    public string? RuntimeDirectory { get; set; }

    /// <summary>oss.</summary>
    public bool? TryMmap { get; set; }

    /// <summary>oss.</summary>
    public bool? Exclusive { get; set; }

    /// <summary>oss.</summary>
    public int? DspPolicy { get; set; }
}

/// <summary>&lt;input&gt; or &lt;output&gt; of an audio backend. Which of the last group mean something depends on the backend's type.</summary>
public sealed class AudioStream
{
    public bool? MixingEngine { get; set; }

    public bool? FixedSettings { get; set; }

    public uint? Voices { get; set; }

    /// <summary>Microseconds.</summary>
    public uint? BufferLength { get; set; }

    /// <summary>&lt;settings&gt;: Hz.</summary>
    public uint? Frequency { get; set; }

    public uint? Channels { get; set; }

    public AudioFormat? Format { get; set; }

    /// <summary>alsa, oss: the device.</summary>
    public string? Dev { get; set; }

    /// <summary>coreaudio, sdl, oss.</summary>
    public uint? BufferCount { get; set; }

    /// <summary>oss.</summary>
    public bool? TryPoll { get; set; }

    /// <summary>jack.</summary>
    public string? ServerName { get; set; }

    /// <summary>jack.</summary>
    public string? ClientName { get; set; }

    /// <summary>jack.</summary>
    public string? ConnectPorts { get; set; }

    /// <summary>jack.</summary>
    public bool? ExactName { get; set; }

    /// <summary>pulseaudio, pipewire: the sink or source.</summary>
    public string? Name { get; set; }

    /// <summary>pulseaudio, pipewire.</summary>
    public string? StreamName { get; set; }

    /// <summary>pulseaudio, pipewire: microseconds.</summary>
    public uint? Latency { get; set; }
}

public enum AudioType
{
    None,
    Alsa,
    Coreaudio,
    Jack,
    Oss,
    Pulseaudio,
    Sdl,
    Spice,
    File,
    Dbus,
    Pipewire,
}

public static class AudioTypeNames
{
    private static readonly EnumNames<AudioType> All =
        new("none", "alsa", "coreaudio", "jack", "oss", "pulseaudio", "sdl", "spice", "file", "dbus", "pipewire");

    extension(AudioType)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<AudioType> Names => All;
    }
}

public enum SdlAudioDriver
{
    Esd,
    Alsa,
    Arts,
    Pulseaudio,
}

public static class SdlAudioDriverNames
{
    private static readonly EnumNames<SdlAudioDriver> All = new("esd", "alsa", "arts", "pulseaudio");

    extension(SdlAudioDriver)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SdlAudioDriver> Names => All;
    }
}

public enum AudioFormat
{
    U8,
    S8,
    U16,
    S16,
    U32,
    S32,
    F32,
}

public static class AudioFormatNames
{
    private static readonly EnumNames<AudioFormat> All = new("u8", "s8", "u16", "s16", "u32", "s32", "f32");

    extension(AudioFormat)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<AudioFormat> Names => All;
    }
}
