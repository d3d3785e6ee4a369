using System.Numerics;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Videos;

/// <summary>Checks of video devices (devices.md 6.4).</summary>
internal static class VideoRules
{
    private const ulong FourGiBInKiB = 4UL << 20;

    public static void Check(TranslationContext context)
    {
        List<Video> videos = context.Domain.Videos;
        foreach (Video video in videos)
        {
            if (video.Model == VideoModel.None)
            {
                if (videos.Count > 1)
                {
                    throw DomainException.Unsupported("a 'none' video type must be the only video device defined for the domain", video.Position);
                }

                continue;
            }

            CheckModel(video, context.Capabilities);
            CheckAcceleration(video, context);
            CheckMemory(video);
            CheckResolution(video);
            CheckBlob(video, context);
            CheckDevice(video);
            if (video.Model != VideoModel.Virtio && video.Virtio is { IsEmpty: false })
            {
                throw DomainException.Unsupported($"virtio driver options are only supported for virtio video devices, not for '{Name(video)}'",
                    video.Position);
            }

            if (video is { Model: VideoModel.Ramfb, Address: not null })
            {
                throw DomainException.Unsupported("address not supported for video type ramfb", video.Position);
            }
        }
    }

    private static string Name(Video video) => VideoModel.Names.Of(video.Model) ?? "default";

    private static void CheckModel(Video video, QemuCapabilities capabilities)
    {
        if (video.Model is null)
        {
            throw DomainException.Unsupported("no model provided for video device, and this machine has no default one", video.Position);
        }

        string? flag = video.Model switch
        {
            VideoModel.Vga => Flags.Vga,
            VideoModel.Cirrus => Flags.CirrusVga,
            VideoModel.Vmvga => Flags.VmwareSvga,
            VideoModel.Qxl => Flags.Qxl,
            VideoModel.Virtio => video.Backend == VideoBackend.VhostUser ? Flags.VhostUserGpu : Flags.VirtioGpu,
            VideoModel.Bochs => Flags.BochsDisplay,
            VideoModel.Ramfb => Flags.Ramfb,
            _ => null,
        };
        if (flag is null || !capabilities.Has(flag))
        {
            throw DomainException.Unsupported($"domain configuration does not support video model '{Name(video)}': this QEMU binary does not have it",
                video.Position);
        }

        if (!video.Primary && video.Model is not (VideoModel.Qxl or VideoModel.Virtio))
        {
            throw DomainException.Unsupported($"video type '{Name(video)}' is only valid as primary video device", video.Position);
        }

        if (video.Heads != 1 && video.Model is not (VideoModel.Qxl or VideoModel.Virtio))
        {
            throw DomainException.Unsupported($"video type '{Name(video)}' doesn't support multiple 'heads': heads='1' would be right", video.Position);
        }

        if (video.Backend == VideoBackend.VhostUser && video.Model != VideoModel.Virtio)
        {
            throw DomainException.Unsupported($"'vhostuser' driver is only supported with 'virtio' device, not with '{Name(video)}'", video.Position);
        }
    }

    private static void CheckAcceleration(Video video, TranslationContext context)
    {
        QemuCapabilities capabilities = context.Capabilities;
        if (video.Accel2d == true)
        {
            throw DomainException.Unsupported("qemu does not support the accel2d setting", video.Position);
        }

        if (video.Accel3d == true && video.Backend != VideoBackend.VhostUser
            && (video.Model != VideoModel.Virtio ? !context.Rules.Acceleration3dIsLetBe
                : !(capabilities.Has(Flags.VirtioGpuVirgl) || capabilities.Has(Flags.VirtioGpuGlPci) || capabilities.Has(Flags.VirtioVgaGl))))
        {
            throw DomainException.Unsupported($"3d acceleration is supported only with 'virtio' video device, not with '{Name(video)}'", video.Position);
        }

        if (video.RenderNode is not null && video.Backend != VideoBackend.VhostUser)
        {
            throw DomainException.Unsupported("rendernode of a video device is only supported with driver 'vhostuser'", video.Position);
        }
    }

    private static void CheckDevice(Video video)
    {
        if (video.Edid is not null && video.Model is not (VideoModel.Vga or VideoModel.Bochs or VideoModel.Virtio))
        {
            throw DomainException.Unsupported($"video type '{Name(video)}' does not support edid", video.Position);
        }

        if (video.Device is not { } device)
        {
            return;
        }

        string name = VirtioVideoDevice.Names[device];
        string? otherwise = video switch
        {
            { Primary: false } when device is VirtioVideoDevice.VirtioVga or VirtioVideoDevice.VirtioVgaGl or VirtioVideoDevice.VhostUserVga =>
                "can be only used as primary video device",
            { Accel3d: not true } when device is VirtioVideoDevice.VirtioVgaGl or VirtioVideoDevice.VirtioGpuGl => "can be only with enabled 3d acceleration",
            { Backend: not VideoBackend.VhostUser } when device is VirtioVideoDevice.VhostUserVga or VirtioVideoDevice.VhostUserGpu =>
                "can be only used with the driver 'vhostuser'",
            _ => null,
        };
        otherwise ??= video is { Backend: VideoBackend.VhostUser } && device is not (VirtioVideoDevice.VhostUserVga or VirtioVideoDevice.VhostUserGpu)
            ? "doesn't match the selected vhostuser backend" : null;
        if (otherwise is not null)
        {
            throw DomainException.Unsupported($"the '{name}' virtio video device frontend {otherwise}", video.Position);
        }
    }

    private static void CheckMemory(Video video)
    {
        if (video.Model != VideoModel.Qxl)
        {
            if (video.RamKiB != 0 || video.Vram64KiB != 0 || video.VgamemKiB != 0)
            {
                throw DomainException.Unsupported($"ram, vram64 and vgamem attributes are only supported for video type qxl, not for '{Name(video)}'",
                    video.Position);
            }

            if (video.Model is VideoModel.Vga or VideoModel.Vmvga && video.VramKiB < 1024)
            {
                throw DomainException.Unsupported("value for 'vram' must be at least 1 MiB (1024 KiB)", video.Position);
            }

            return;
        }

        if (video.RamKiB >= FourGiBInKiB || video.VramKiB >= FourGiBInKiB)
        {
            throw DomainException.Unsupported("value for 'ram' and 'vram' must be less than 4 GiB", video.Position);
        }

        if (video.VgamemKiB < 1024 || !BitOperations.IsPow2(video.VgamemKiB))
        {
            throw DomainException.Unsupported("value for 'vgamem' must be a power of two and at least 1 MiB (1024 KiB)", video.Position);
        }
    }

    private static void CheckResolution(Video video)
    {
        if (video.ResolutionX is null)
        {
            return;
        }

        if (video.ResolutionX == 0 || video.ResolutionY == 0)
        {
            throw DomainException.Unsupported("video resolution values must be greater than 0", video.Position);
        }

        if (video.Model is not (VideoModel.Vga or VideoModel.Qxl or VideoModel.Virtio or VideoModel.Bochs))
        {
            throw DomainException.Unsupported($"model resolution is not supported for video type '{Name(video)}'", video.Position);
        }
    }

    private static void CheckBlob(Video video, TranslationContext context)
    {
        if (video.Blob is null)
        {
            return;
        }

        if (video.Model != VideoModel.Virtio || !context.Capabilities.Has(Flags.VirtioGpuBlob))
        {
            throw DomainException.Unsupported($"'blob' is only supported for virtio video devices of a QEMU that has it, not for '{Name(video)}'",
                video.Position);
        }

        if (video.Blob == true && context.Domain.MemoryBacking?.Source != MemorySource.Memfd)
        {
            throw DomainException.Unsupported("'blob' support for virtio-gpu devices requires a memfd memory backend (<memoryBacking><source type='memfd'/>)",
                video.Position);
        }
    }
}
