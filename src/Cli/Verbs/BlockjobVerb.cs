using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>blockjob GUEST DISK</c>: looks at a disk's job, ends it, limits it.</summary>
internal static class BlockjobVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("blockjob", "look at the job of a running guest's disk, or end it")
        {
            Examples = [("blockjob server vda", "how far it is"), ("blockjob server vda --pivot", "go over to the job's target"),
                ("blockjob server vda --abort", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var disk = new Argument<string>("DISK") { Description = "target or path of the disk" };
        var abort = new Option<bool>("--abort") { Description = "end the job" };
        var async = new Option<bool>("--async") { Description = "with --abort: do not wait until it is through" };
        var pivot = new Option<bool>("--pivot") { Description = "go over to the job's target" };
        var info = new Option<bool>("--info") { Description = "how far it is (the default)" };
        var raw = new Option<bool>("--raw") { Description = "in a form for scripts" };
        var bytes = new Option<bool>("--bytes") { Description = "bandwidths in bytes a second, not MiB" };
        var bandwidth = new Option<ulong>("--bandwidth") { Description = "limit the job", HelpName = "N" };
        command.Arguments.Add(disk);
        foreach (Option option in (Option[])[abort, async, pivot, info, raw, bytes, bandwidth])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string path = parse.GetValue(disk)!;
            Exclude(parse, [raw, info], [abort, async, pivot, bandwidth]);
            var host = new Host(parse, io);
            var jobs = host.BlockJobs;
            if (parse.GetValue(pivot))
            {
                Failure.OfChange(null, () => jobs.Pivot(name, path));
                return;
            }

            if (parse.GetValue(abort) || parse.GetValue(async))
            {
                Failure.OfChange(null, () => jobs.Abort(name, path, wait: !parse.GetValue(async)));
                return;
            }

            if (parse.GetResult(bandwidth) is not null)
            {
                jobs.SetSpeed(name, path, parse.GetValue(bytes) ? parse.GetValue(bandwidth) : parse.GetValue(bandwidth) * 1048576);
                return;
            }

            Show(io, Failure.OfChange(null, () => jobs.Look(name, path)), path, parse.GetValue(raw), parse.GetValue(bytes));
        });
        return command;
    }

    /// <summary>Who looks at a job does not change it.</summary>
    private static void Exclude(ParseResult parse, Option[] looking, Option[] changing)
    {
        foreach (Option one in looking.Where(o => parse.GetResult(o) is { Implicit: false }))
        {
            if (changing.FirstOrDefault(o => parse.GetResult(o) is { Implicit: false }) is { } other)
            {
                throw new UsageException($"Options {one.Name} and {other.Name} are mutually exclusive");
            }
        }
    }

    private static void Show(Io io, BlockJobProgress? job, string path, bool raw, bool bytes)
    {
        if (job is null)
        {
            if (!raw)
            {
                io.Out.WriteLine($"No current block job for {path}");
            }

            return;
        }

        string kind = BlockJobKind.Names[job.Kind];
        ulong mib = (job.Speed + 1048575) / 1048576;
        if (raw)
        {
            io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $" type={kind}\n bandwidth={(bytes ? job.Speed : mib)}\n cur={job.Done}\n end={job.Total}"));
            return;
        }

        string limit = job.Speed == 0 ? "" : string.Create(CultureInfo.InvariantCulture,
            $"    Bandwidth limit: {job.Speed} bytes/s ({DataSizeText.Of(job.Speed)}/s)");
        string progress = string.Create(CultureInfo.InvariantCulture, $"{kind}: [{job.Part * 100,5:0.00} %]");
        if (io.IsVirsh)
        {
            // virsh draws it where it draws the progress of what it waits for
            io.RawError.Write("\r" + progress);
            io.Out.WriteLine(limit);
        }
        else
        {
            io.Out.WriteLine(progress + limit);
        }
    }
}
