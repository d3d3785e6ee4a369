using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domblkthreshold GUEST DISK SIZE</c>: an event once the guest has written so far into an image.</summary>
internal static class DomblkthresholdVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("domblkthreshold", "have an event sent once a running guest's image has grown to a size")
        {
            Examples = [("domblkthreshold server vda 40GiB", "BLOCK_WRITE_THRESHOLD on the guest's monitor, once"),
                ("domblkthreshold server vda[3] 1GiB", "of another image of the chain")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var disk = new Argument<string>("DISK") { Description = "target of the disk, with [INDEX] for one of its images" };
        var size = new Argument<string>("THRESHOLD") { Description = "bytes, or with a unit" };
        command.Arguments.Add(disk);
        command.Arguments.Add(size);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            new GuestImages(host.Guests).SetThreshold(guest.Of(parse), parse.GetValue(disk)!, SizeArgument.Bytes(parse.GetValue(size)!, "threshold", 1));
        });
        return command;
    }
}
