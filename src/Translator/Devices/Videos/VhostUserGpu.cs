using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Videos;

/// <summary>The program that draws for a video device of driver vhostuser, and the socket pair between it and QEMU (devices.md 6.3, startup.md 7).</summary>
internal static class VhostUserGpu
{
    /// <summary>Plans the program and puts out its chardev; returns the chardev's id.</summary>
    public static string Add(CommandLineBuilder builder, Video video)
    {
        bool virgl = video.Accel3d is not null || video.Accel2d is not null;
        List<string> wanted = [];
        if (virgl)
        {
            wanted.Add("virgl");
        }

        if (video.RenderNode is not null)
        {
            wanted.Add("render-node");
        }

        if (VhostUserDescriptors.Find(builder.Context.Host, "gpu", wanted.ToArray()) is not var (program, features))
        {
            throw DomainException.Operation("Unable to find a satisfying vhost-user-gpu on this host", video.Position);
        }

        List<string> arguments = ["--fd={fd}"];
        if (virgl && video.Accel3d == true)
        {
            arguments.Add("--virgl");
        }

        string? renderNode = video.RenderNode ?? (features.Contains("render-node") ? builder.Context.Host.RenderNode : null);
        if (renderNode is not null)
        {
            arguments.Add("--render-node=" + renderNode);
        }

        string label = "vhost-user-gpu " + video.Alias;
        builder.Plan.Helpers.Add(new PlannedHelper(label, program, arguments)
        {
            User = HelperUser.Qemu,
            PidFile = $"{builder.Context.Settings.StateDirectory}/{builder.Context.Paths.ShortName}-{video.Alias}-vhost-user-gpu.pid",
        });
        string id = "chr-vu-" + video.Alias;
        ChardevArguments.AddSocketPair(builder, id, builder.Open(new HelperSocket(video.Alias + "-vhost-user", label)));
        return id;
    }
}
