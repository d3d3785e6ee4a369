using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;video&gt;.</summary>
internal static class VideoWriter
{
    public static void Write(XmlOutput xml, Video video)
    {
        xml.Open("video");
        if (video.Backend is not null || video.VgaConf is not null || video.Virtio is { IsEmpty: false })
        {
            xml.Open("driver");
            DeviceWriter.WriteVirtioOptions(xml, video.Virtio);
            xml.Attr("vgaconf", VgaConf.Names.Of(video.VgaConf)).Attr("name", VideoBackend.Names.Of(video.Backend)).Close();
        }

        xml.Open("model").Attr("type", VideoModel.Names.Of(video.Model)).Attr("ram", NotZero(video.RamKiB)).Attr("vram", NotZero(video.VramKiB))
            .Attr("vram64", NotZero(video.Vram64KiB)).Attr("vgamem", NotZero(video.VgamemKiB))
            .Attr("heads", video.Heads == 0 ? null : video.Heads).Attr("primary", video.Primary ? "yes" : null).OnOff("blob", video.Blob)
            .OnOff("edid", video.Edid).Attr("device", video.Device, VirtioVideoDevice.Names);
        if (video.Accel2d is not null || video.Accel3d is not null || video.RenderNode is not null)
        {
            xml.Open("acceleration").YesNo("accel3d", video.Accel3d).YesNo("accel2d", video.Accel2d).Attr("rendernode", video.RenderNode).Close();
        }

        if (video.ResolutionX is { } x)
        {
            xml.Open("resolution").Attr("x", x).Attr("y", video.ResolutionY).Close();
        }

        xml.Close();
        DeviceWriter.WriteCommon(xml, video);
        xml.Close();
    }

    private static ulong? NotZero(ulong value) => value == 0 ? null : value;
}
