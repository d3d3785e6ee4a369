using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>save GUEST FILE</c>: a running guest into an image, in libvirt's form.</summary>
internal static class SaveVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("save", "save a running guest's state to a file and end it")
        {
            Examples =
            [
                ("save server /srv/server.save", "virsh restore and virshlite restore bring it back"),
                ("save server /srv/server.save --image-format zstd --verbose", "packed, with its progress"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var file = new Argument<string>("FILE") { Description = "where to save it" };
        var format = new Option<string?>("--image-format")
        {
            Description = "how to pack it (default: save_image_format of qemu.conf)",
            HelpName = "raw|gzip|bzip2|xz|lzop|zstd|sparse"
        };
        var verbose = new Option<bool>("--verbose") { Description = "tell how far it is" };
        var options = new StateOptions();
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[options.BypassCache, options.Xml, options.Running, options.Paused, format, options.Channels, verbose])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string path = Path.GetFullPath(parse.GetValue(file)!);
            var host = new Host(parse, io);
            using (var progress = new ProgressLine(io, "Save"))
            {
                Failure.OfChange($"Failed to save domain '{name}' to {parse.GetValue(file)}", () =>
                {
                    SaveOptions save = options.Save(parse, host, io, parse.GetValue(format)) with { Progress = parse.GetValue(verbose) ? progress.Show : null };
                    new GuestJobs(host.State).Keep(name, new GuestSaving(host.Guests).Save(name, path, save));
                });
                progress.LeaveOpen();
            }

            io.Out.WriteLine();
            Confirmation.Say(io, parse, $"Domain '{name}' saved to {parse.GetValue(file)}");
        });
        return command;
    }
}
