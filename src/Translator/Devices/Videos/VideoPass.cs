using System.Numerics;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Videos;

/// <summary>Model, heads and memory sizes of video devices (completion.md 6.8).</summary>
internal sealed class VideoPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Video video in context.Domain.Videos)
        {
            Complete(video, context);
        }
    }

    /// <summary>One device; asked for again for the first one and for one that was added.</summary>
    public static void Complete(Video video, TranslationContext context)
    {
        video.Model ??= DefaultModel(context);
        switch (video.Model)
        {
            case VideoModel.None:
                Clear(video);
                return;
            case VideoModel.Vga or VideoModel.Cirrus or VideoModel.Vmvga or VideoModel.Bochs:
                video.VramKiB = video.VramKiB == 0 ? 16384 : video.VramKiB;
                break;
            case VideoModel.Qxl:
                video.VramKiB = video.VramKiB == 0 ? 65536 : video.VramKiB;
                video.RamKiB = video.RamKiB == 0 ? 65536 : video.RamKiB;
                video.VgamemKiB = video.VgamemKiB == 0 ? 16384 : video.VgamemKiB;
                break;
            case VideoModel.Xen:
                video.VramKiB = video.VramKiB == 0 ? 4096 : video.VramKiB;
                break;
        }

        video.RamKiB = BitOperations.RoundUpToPowerOf2(video.RamKiB);
        video.VramKiB = BitOperations.RoundUpToPowerOf2(video.VramKiB);
        video.Heads ??= 1;
    }

    private static VideoModel? DefaultModel(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.IsPpc64())
        {
            return VideoModel.Vga;
        }

        if (domain.IsArmVirt() || domain.IsLoongArchVirt() || domain.IsRiscvVirt() || domain.IsS390())
        {
            return VideoModel.Virtio;
        }

        if (context.Capabilities.Has(Flags.CirrusVga))
        {
            return VideoModel.Cirrus;
        }

        return context.Capabilities.Has(Flags.Vga) ? VideoModel.Vga : null;
    }

    /// <summary>'none' keeps nothing but a user's alias.</summary>
    private static void Clear(Video video)
    {
        video.RamKiB = 0;
        video.VramKiB = 0;
        video.Vram64KiB = 0;
        video.VgamemKiB = 0;
        video.Heads = null;
        video.Primary = false;
        video.Blob = null;
        video.Edid = null;
        video.Device = null;
        video.Accel2d = null;
        video.Accel3d = null;
        video.RenderNode = null;
        video.ResolutionX = null;
        video.ResolutionY = null;
        video.Backend = null;
        video.VgaConf = null;
        video.Virtio = null;
        video.Address = null;
        video.AcpiIndex = 0;
    }
}
