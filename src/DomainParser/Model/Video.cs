namespace VirshLite.DomainParser.Model;

/// <summary>&lt;video&gt; (formatdomain, "Video devices"). Sizes are KiB; null and 0 both mean: not given.</summary>
public sealed class Video : Device
{
    /// <summary>Null until completion picks one.</summary>
    public VideoModel? Model { get; set; }

    public ulong RamKiB { get; set; }

    public ulong VramKiB { get; set; }

    public ulong Vram64KiB { get; set; }

    public ulong VgamemKiB { get; set; }

    /// <summary>Null until completion; 0 is a number that can be written.</summary>
    public uint? Heads { get; set; }

    public bool Primary { get; set; }

    /// <summary>virtio: blob resources.</summary>
    public bool? Blob { get; set; }

    /// <summary>Whether the monitor describes itself to the guest; null = QEMU's own default.</summary>
    public bool? Edid { get; set; }

    /// <summary>virtio: which of its devices; null until completion picks one.</summary>
    public VirtioVideoDevice? Device { get; set; }

    /// <summary>&lt;acceleration&gt;.</summary>
    public bool? Accel2d { get; set; }

    public bool? Accel3d { get; set; }

    public string? RenderNode { get; set; }

    /// <summary>&lt;resolution&gt; in pixels; null where the element is absent.</summary>
    public uint? ResolutionX { get; set; }

    public uint? ResolutionY { get; set; }

    /// <summary>&lt;driver name&gt;.</summary>
    public VideoBackend? Backend { get; set; }

    /// <summary>&lt;driver vgaconf&gt;, kept; QEMU has no use for it.</summary>
    public VgaConf? VgaConf { get; set; }

    public VirtioOptions? Virtio { get; set; }
}

/// <summary>The devices of a virtio video: with or without a VGA part, with 3D, in a process of its own.</summary>
public enum VirtioVideoDevice
{
    VirtioVga,
    VirtioGpu,
    VirtioVgaGl,
    VirtioGpuGl,
    VhostUserVga,
    VhostUserGpu,
}

public static class VirtioVideoDeviceNames
{
    private static readonly EnumNames<VirtioVideoDevice> All =
        new("virtio-vga", "virtio-gpu", "virtio-vga-gl", "virtio-gpu-gl", "vhost-user-vga", "vhost-user-gpu");

    extension(VirtioVideoDevice)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VirtioVideoDevice> Names => All;
    }
}

public enum VideoModel
{
    Vga,
    Cirrus,
    Vmvga,
    Xen,
    Vbox,
    Qxl,
    Parallels,
    Virtio,
    Gop,
    None,
    Bochs,
    Ramfb,
}

public static class VideoModelNames
{
    private static readonly EnumNames<VideoModel> All =
        new("vga", "cirrus", "vmvga", "xen", "vbox", "qxl", "parallels", "virtio", "gop", "none", "bochs", "ramfb");

    extension(VideoModel)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VideoModel> Names => All;
    }
}

public enum VideoBackend
{
    Qemu,
    VhostUser,
}

internal static class VideoBackendNames
{
    private static readonly EnumNames<VideoBackend> All = new("qemu", "vhostuser");

    extension(VideoBackend)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VideoBackend> Names => All;
    }
}

public enum VgaConf
{
    Io,
    On,
    Off,
}

internal static class VgaConfNames
{
    private static readonly EnumNames<VgaConf> All = new("io", "on", "off");

    extension(VgaConf)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<VgaConf> Names => All;
    }
}
