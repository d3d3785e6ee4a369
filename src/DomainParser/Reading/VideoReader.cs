using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;video&gt; (devices.md 4).</summary>
internal static class VideoReader
{
    public static Video Read(XmlCursor cursor)
    {
        var video = new Video();
        if (cursor.Child("driver") is { } driver)
        {
            video.Backend = driver.Enum("name", VideoBackend.Names);
            video.VgaConf = driver.EnumOrDefault("vgaconf", VgaConf.Names);
            video.Virtio = DeviceReader.ReadVirtioOptions(driver);
        }

        if (cursor.Child("model") is { } model)
        {
            ReadModel(model, video);
        }

        DeviceReader.ReadCommon(cursor, video);
        return video;
    }

    private static void ReadModel(XmlCursor model, Video video)
    {
        video.Model = model.EnumOrDefault("type", VideoModel.Names);
        video.RamKiB = model.UInt("ram") ?? 0;
        video.VramKiB = model.UInt("vram") ?? 0;
        video.Vram64KiB = model.UInt("vram64") ?? 0;
        video.VgamemKiB = model.UInt("vgamem") ?? 0;
        video.Heads = model.UInt("heads");
        video.Primary = model.YesNoOrIgnored("primary") == true;
        video.Blob = model.Since("9.2").OnOff("blob");
        video.Edid = model.Since("11.7").OnOff("edid");
        video.Device = model.Since("12.5").Enum("device", VirtioVideoDevice.Names);
        if (model.Child("acceleration") is { } acceleration)
        {
            video.Accel2d = acceleration.YesNo("accel2d");
            video.Accel3d = acceleration.YesNo("accel3d");
            video.RenderNode = acceleration.NonEmpty("rendernode");
            if (video.Accel2d is null && video.Accel3d is null && video.RenderNode is null)
            {
                throw acceleration.Error("missing values for acceleration: accel2d, accel3d or rendernode");
            }
        }

        if (model.Child("resolution") is { } resolution)
        {
            video.ResolutionX = resolution.UInt("x");
            video.ResolutionY = resolution.UInt("y");
            if (video.ResolutionX is null || video.ResolutionY is null)
            {
                throw resolution.Error("missing values for resolution: x and y");
            }
        }
    }
}
