using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>blockpull GUEST DISK</c>: a disk's newest image takes in what lies below it.</summary>
internal static class BlockpullVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("blockpull", "take the images below a running guest's disk into it")
        {
            Examples = [("blockpull server vda --wait --verbose", "afterwards the disk is one image")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var disk = new Argument<string>("DISK") { Description = "target or path of the disk" };
        var bandwidth = new Option<ulong>("--bandwidth") { Description = "limit in MiB a second", HelpName = "N" };
        var below = new Option<string?>("--base") { Description = "the image that stays below (default: none)", HelpName = "IMAGE" };
        var relative = new Option<bool>("--keep-relative") { Description = "keep names of images relative to each other" };
        var wait = new BlockJobWait();
        command.Arguments.Add(disk);
        foreach (Option option in (Option[])[bandwidth, below, relative, .. wait.All])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string path = parse.GetValue(disk)!;
            wait.CheckAsync(parse);
            if (parse.GetValue(relative))
            {
                throw new UsageException(parse.GetValue(below) is null
                    ? "invalid argument: flag VIR_DOMAIN_BLOCK_REBASE_RELATIVE is valid only with non-null base"
                    : "option '--keep-relative' is not supported: images are recorded by their full path");
            }

            var host = new Host(parse, io);
            var jobs = host.BlockJobs;
            string id = Failure.OfChange(null, () => jobs.Pull(name, path, parse.GetValue(below), wait.Speed(parse, parse.GetValue(bandwidth))));
            if (!wait.Stays(parse))
            {
                io.Out.WriteLine("Block Pull started");
                return ExitCode.Done;
            }

            bool done = wait.Until(parse, io, jobs, name, path, id, "Block Pull");
            io.Out.WriteLine(done ? "\nPull complete" : "\nPull aborted");
            return done ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }
}
