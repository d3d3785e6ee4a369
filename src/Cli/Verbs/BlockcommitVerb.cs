using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>blockcommit GUEST DISK</c>: images of a disk's chain are merged into one further down.</summary>
internal static class BlockcommitVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("blockcommit", "merge images of a running guest's disk into one below them")
        {
            Examples =
            [
                ("blockcommit server vda --active --pivot --verbose", "the newest image into the oldest, and go on with that"),
                ("blockcommit server vda --top /srv/s1.qcow2 --base /srv/base.qcow2 --wait", "images in between"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var disk = new Argument<string>("DISK") { Description = "target or path of the disk" };
        var bandwidth = new Option<ulong>("--bandwidth") { Description = "limit in MiB a second", HelpName = "N" };
        var below = new Option<string?>("--base") { Description = "the image to merge into (default: the lowest)", HelpName = "IMAGE" };
        var top = new Option<string?>("--top") { Description = "the uppermost image to merge (default: the one in use)", HelpName = "IMAGE" };
        var shallow = new Option<bool>("--shallow") { Description = "only into the next image below" };
        var active = new Option<bool>("--active") { Description = "the uppermost image may be the one in use" };
        var delete = new Option<bool>("--delete") { Description = "remove the files that were merged" };
        var pivot = new Option<bool>("--pivot") { Description = "go over to the image below when all is merged (implies --active --wait)" };
        var keep = new Option<bool>("--keep-overlay") { Description = "stay with the image in use when all is merged (implies --active --wait)" };
        var relative = new Option<bool>("--keep-relative") { Description = "keep names of images relative to each other" };
        var wait = new BlockJobWait();
        command.Arguments.Add(disk);
        foreach (Option option in (Option[])[bandwidth, below, shallow, top, active, delete, pivot, keep, relative, .. wait.All])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string path = parse.GetValue(disk)!;
            bool ends = parse.GetValue(pivot) || parse.GetValue(keep);
            if (parse.GetValue(pivot) && parse.GetValue(keep))
            {
                throw new UsageException("Options --pivot and --keep-overlay are mutually exclusive");
            }

            wait.CheckAsync(parse, pivot, keep);
            if (parse.GetValue(relative))
            {
                throw new UsageException("option '--keep-relative' is not supported: images are recorded by their full path");
            }

            var host = new Host(parse, io);
            var jobs = host.BlockJobs;
            string id = Failure.OfChange(null, () => jobs.Commit(name, path, new CommitRequest
            {
                Base = parse.GetValue(below),
                Top = parse.GetValue(top),
                Shallow = parse.GetValue(shallow),
                Active = parse.GetValue(active) || ends,
                Delete = parse.GetValue(delete),
                Speed = wait.Speed(parse, parse.GetValue(bandwidth)),
            }));
            if (!wait.Stays(parse, ends))
            {
                io.Out.WriteLine(parse.GetValue(active) ? "Active Block Commit started" : "Block commit started");
                return ExitCode.Done;
            }

            if (!wait.Until(parse, io, jobs, name, path, id, "Block commit"))
            {
                io.Out.WriteLine("\nCommit aborted");
                return ExitCode.Failed;
            }

            if (parse.GetValue(pivot))
            {
                jobs.Pivot(name, path);
                io.Out.WriteLine("\nSuccessfully pivoted");
            }
            else if (parse.GetValue(keep))
            {
                jobs.Abort(name, path, wait: true);
                io.Out.WriteLine("\nCommit complete, overlay image kept");
            }
            else
            {
                io.Out.WriteLine(parse.GetValue(active) ? "\nNow in synchronized phase" : "\nCommit complete");
            }

            return ExitCode.Done;
        });
        return command;
    }
}
