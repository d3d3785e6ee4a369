using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Videos;

/// <summary>Video devices; the first one is the primary one (devices.md 6).</summary>
internal static class VideoArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        foreach (Video video in builder.Domain.Videos)
        {
            if (video.Model != VideoModel.None)
            {
                AddVideo(builder, video);
            }
        }
    }

    private static void AddVideo(CommandLineBuilder builder, Video video)
    {
        QemuCapabilities capabilities = builder.Capabilities;
        bool vhostUser = video.Backend == VideoBackend.VhostUser;
        bool hasVga = HasVgaPart(video, capabilities);
        string? chardev = vhostUser ? VhostUserGpu.Add(builder, video) : null;
        PropertyBag bag = new PropertyBag().Add("driver", Driver(video, hasVga, builder.Context));

        if (video.Model == VideoModel.Virtio && hasVga && !vhostUser)
        {
            // its name does not say the bus, the rule holds all the same
            _ = VirtioDriver.BusSuffix("virtio-vga", video);
        }

        // vhost-user-vga is the one virtio device that takes no virtio options
        if (video.Model == VideoModel.Virtio && !(vhostUser && hasVga))
        {
            VirtioDriver.AddOptions(bag, video.Virtio);
        }

        bag.Add("id", video.Alias);
        if (video.Model == VideoModel.Virtio && !vhostUser && capabilities.Has(Flags.VirtioGpuVirgl))
        {
            bag.Add("virgl", video.Accel3d);
        }

        if (video.Model is VideoModel.Qxl or VideoModel.Virtio)
        {
            bag.AddPositive("max_outputs", video.Heads ?? 0);
        }

        AddMemory(bag, video, capabilities);
        if (video.Model == VideoModel.Virtio && !vhostUser)
        {
            bag.Add("blob", video.Blob);
        }

        bag.Add("edid", video.Edid).Add("chardev", chardev).Add("xres", video.ResolutionX).Add("yres", video.ResolutionY);
        ZpciArguments.Add(builder, video);
        builder.AddDevice(AddressProperties.Add(bag, video, builder.Context));
    }

    private static bool HasVgaPart(Video video, QemuCapabilities capabilities) => video.Primary && video.Model switch
    {
        VideoModel.Virtio when video.Device is { } device =>
            device is VirtioVideoDevice.VirtioVga or VirtioVideoDevice.VirtioVgaGl or VirtioVideoDevice.VhostUserVga,
        VideoModel.Virtio when video.Backend == VideoBackend.VhostUser => capabilities.Has(Flags.VhostUserVga),
        VideoModel.Virtio => capabilities.Has(Flags.VirtioVga),
        _ => true,
    };

    private static string Driver(Video video, bool hasVga, TranslationContext context) => (video.Model, hasVga) switch
    {
        (VideoModel.Virtio, true) when video.Backend == VideoBackend.VhostUser => "vhost-user-vga",
        (VideoModel.Virtio, false) when video.Backend == VideoBackend.VhostUser => VirtioDriver.Name("vhost-user-gpu", video, context),
        (VideoModel.Virtio, _) when video.Device is VirtioVideoDevice.VirtioVga or VirtioVideoDevice.VirtioVgaGl => VirtioVideoDevice.Names[video.Device.Value],
        (VideoModel.Virtio, _) when video.Device is VirtioVideoDevice.VirtioGpu or VirtioVideoDevice.VirtioGpuGl =>
            VirtioDriver.Name(VirtioVideoDevice.Names[video.Device.Value], video, context),
        (VideoModel.Virtio, true) => video.Accel3d == true && context.Capabilities.Has(Flags.VirtioVgaGl) ? "virtio-vga-gl" : "virtio-vga",
        (VideoModel.Virtio, false) => VirtioDriver.Name(
            video.Accel3d == true && context.Capabilities.Has(Flags.VirtioGpuGlPci) ? "virtio-gpu-gl" : "virtio-gpu", video, context),
        (VideoModel.Qxl, true) => "qxl-vga",
        (VideoModel.Qxl, false) => "qxl",
        (VideoModel.Vga, true) => "VGA",
        (VideoModel.Cirrus, true) => "cirrus-vga",
        (VideoModel.Vmvga, true) => "vmware-svga",
        (VideoModel.Bochs, true) => "bochs-display",
        (VideoModel.Ramfb, true) => "ramfb",
        _ => throw DomainException.Unsupported(
            $"video type '{VideoModel.Names.Of(video.Model)}' is not supported with this QEMU{(video.Primary ? "" : " as a secondary device")}",
                video.Position),
    };

    private static void AddMemory(PropertyBag bag, Video video, QemuCapabilities capabilities)
    {
        switch (video.Model)
        {
            case VideoModel.Qxl:
                bag.AddPositive("ram_size", video.RamKiB * 1024).AddPositive("vram_size", video.VramKiB * 1024);
                if (capabilities.Has(Flags.QxlVram64SizeMb))
                {
                    bag.Add("vram64_size_mb", video.Vram64KiB / 1024);
                }

                if (capabilities.Has(Flags.QxlVgamemMb))
                {
                    bag.Add("vgamem_mb", video.VgamemKiB / 1024);
                }

                break;
            case VideoModel.Vga when capabilities.Has(Flags.VgaVgamemMb):
            case VideoModel.Vmvga when capabilities.Has(Flags.VmwareSvgaVgamemMb):
                if (video.VramKiB > 0)
                {
                    bag.Add("vgamem_mb", video.VramKiB / 1024);
                }

                break;
            case VideoModel.Bochs:
                bag.AddPositive("vgamem", video.VramKiB * 1024);
                break;
        }
    }
}
