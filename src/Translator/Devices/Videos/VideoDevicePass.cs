using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Videos;

/// <summary>The definition names the device of a virtio video, once it is known which one is the primary (versions.md R2).</summary>
internal sealed class VideoDevicePass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (!context.Rules.VirtioVideoNamesItsDevice)
        {
            return;
        }

        foreach (Video video in context.Domain.Videos)
        {
            video.Device = video.Model == VideoModel.Virtio ? video.Device ?? PickDevice(video, context.Capabilities) : null;
        }
    }

    private static VirtioVideoDevice PickDevice(Video video, QemuCapabilities capabilities)
    {
        if (video.Backend == VideoBackend.VhostUser)
        {
            return video.Primary && capabilities.Has(Flags.VhostUserVga) ? VirtioVideoDevice.VhostUserVga : VirtioVideoDevice.VhostUserGpu;
        }

        bool gl = video.Accel3d == true;
        return video.Primary && capabilities.Has(Flags.VirtioVga)
            ? gl && capabilities.Has(Flags.VirtioVgaGl) ? VirtioVideoDevice.VirtioVgaGl : VirtioVideoDevice.VirtioVga
            : gl && capabilities.Has(Flags.VirtioGpuGlPci) ? VirtioVideoDevice.VirtioGpuGl : VirtioVideoDevice.VirtioGpu;
    }
}
