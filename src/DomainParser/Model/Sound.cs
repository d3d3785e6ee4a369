namespace VirshLite.DomainParser.Model;

/// <summary>&lt;sound&gt; (formatdomain, "Sound devices").</summary>
public sealed class Sound : Device
{
    public SoundModel Model { get; set; }

    /// <summary>usb: more than two channels.</summary>
    public bool? Multichannel { get; set; }

    /// <summary>virtio: number of streams; null until completion.</summary>
    public uint? Streams { get; set; }

    /// <summary>ich6, ich9: the codecs on the card; none = one duplex codec.</summary>
    public List<SoundCodec> Codecs { get; } = [];

    /// <summary>&lt;audio id&gt;: the backend; null = the first one.</summary>
    public uint? AudioId { get; set; }

    public VirtioOptions? Virtio { get; set; }
}

public enum SoundModel
{
    Es1370,
    Sb16,
    Pcspk,
    Ac97,
    Ich6,
    Ich9,
    Usb,
    Ich7,
    Virtio,
}

public static class SoundModelNames
{
    private static readonly EnumNames<SoundModel> All = new("es1370", "sb16", "pcspk", "ac97", "ich6", "ich9", "usb", "ich7", "virtio");

    extension(SoundModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SoundModel> Names => All;
    }
}

/// <summary>&lt;codec type&gt;.</summary>
public enum SoundCodec
{
    Duplex,
    Micro,
    Output,
}

public static class SoundCodecNames
{
    private static readonly EnumNames<SoundCodec> All = new("duplex", "micro", "output");

    extension(SoundCodec)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<SoundCodec> Names => All;
    }
}
