using System.CommandLine;
using System.Numerics;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Writing;
using VirshLite.Runner;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>blockcopy GUEST DISK DEST</c>: a disk is mirrored to another image, and the guest goes over to it if wanted.</summary>
internal static class BlockcopyVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("blockcopy", "copy a running guest's disk, keep the copy up to date, go over to it")
        {
            Examples =
            [
                ("blockcopy server vda /fast/server.qcow2 --transient-job --pivot --verbose", "the disk moves to another place while the guest runs"),
                ("blockcopy server vda /backup/server.qcow2 --transient-job --finish", "a copy as of now"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var disk = new Argument<string>("DISK") { Description = "target or path of the disk" };
        var dest = new Argument<string?>("DEST") { Description = "path of the copy", Arity = ArgumentArity.ZeroOrOne };
        var xml = new Option<string?>("--xml") { Description = "a file with a <disk> that says where the copy goes", HelpName = "FILE" };
        var format = new Option<string?>("--format") { Description = "the copy's format (default: the disk's)", HelpName = "FORMAT" };
        var device = new Option<bool>("--blockdev") { Description = "DEST is a block device" };
        var bandwidth = new Option<ulong>("--bandwidth") { Description = "limit in MiB a second", HelpName = "N" };
        var shallow = new Option<bool>("--shallow") { Description = "copy only the newest image; the copy stands on the same ones" };
        var reuse = new Option<bool>("--reuse-external") { Description = "DEST is there already" };
        var pivot = new Option<bool>("--pivot") { Description = "go over to the copy when it is complete (implies --wait)" };
        var finish = new Option<bool>("--finish") { Description = "end when the copy is complete; the disk stays (implies --wait)" };
        var granularity = new Option<uint>("--granularity") { Description = "bytes that one bit of what is still to copy stands for", HelpName = "BYTES" };
        var buffer = new Option<ulong>("--buf-size") { Description = "bytes under way at a time", HelpName = "BYTES" };
        var transient = new Option<bool>("--transient-job")
        {
            Description = "the job may end with the guest: a defined guest needs it, since no job outlives its QEMU"
        };
        var synchronous = new Option<bool>("--synchronous-writes") { Description = "the guest's writes go to both before they count as done" };
        var printXml = new Option<bool>("--print-xml") { Description = "only show where the copy goes, as XML" };
        var wait = new BlockJobWait();
        command.Arguments.Add(disk);
        command.Arguments.Add(dest);
        foreach (Option option in (Option[])[xml, format, device, bandwidth, shallow, reuse, pivot, finish, granularity, buffer, transient, synchronous,
            printXml, .. wait.All])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string path = parse.GetValue(disk)!;
            bool ends = parse.GetValue(pivot) || parse.GetValue(finish);
            if (parse.GetValue(pivot) && parse.GetValue(finish))
            {
                throw new UsageException("Options --pivot and --finish are mutually exclusive");
            }

            if (parse.GetValue(xml) is not null && parse.GetValue(dest) is not null)
            {
                throw new UsageException("Options --dest and --xml are mutually exclusive");
            }

            wait.CheckAsync(parse, pivot, finish);
            if (parse.GetValue(printXml))
            {
                string written = parse.GetValue(xml) is { } given ? DomainFile.ReadText(given)
                    : Fragment(parse.GetValue(dest) ?? throw new UsageException("need either --dest or --xml"), parse.GetValue(device), parse.GetValue(format));
                Confirmation.Show(io, parse, written);
                return ExitCode.Done;
            }

            uint grain = parse.GetValue(granularity);
            if (grain != 0 && !BitOperations.IsPow2(grain))
            {
                throw new GuestException("invalid argument: granularity must be power of 2");
            }

            var host = new Host(parse, io);
            var jobs = host.BlockJobs;
            string id = Failure.OfChange(null, () => jobs.Copy(name, path, new CopyRequest(Target())
            {
                Shallow = parse.GetValue(shallow),
                Transient = parse.GetValue(transient),
                Reuse = parse.GetValue(reuse) || parse.GetValue(device),
                Tuning = new CopyTuning(wait.Speed(parse, parse.GetValue(bandwidth)), parse.GetValue(granularity), parse.GetValue(buffer),
                    parse.GetValue(synchronous)),
            }));
            if (!wait.Stays(parse, ends))
            {
                io.Out.WriteLine("Block Copy started");
                return ExitCode.Done;
            }

            if (!wait.Until(parse, io, jobs, name, path, id, "Block Copy"))
            {
                io.Out.WriteLine("\nCopy aborted");
                return ExitCode.Failed;
            }

            if (parse.GetValue(pivot))
            {
                jobs.Pivot(name, path);
                io.Out.WriteLine("\nSuccessfully pivoted");
            }
            else if (parse.GetValue(finish))
            {
                jobs.Abort(name, path, wait: true);
                io.Out.WriteLine("\nSuccessfully copied");
            }
            else
            {
                io.Out.WriteLine("\nNow in mirroring phase");
            }

            return ExitCode.Done;

            StorageSource Target()
            {
                if (parse.GetValue(xml) is { } file)
                {
                    return DiskFragmentReader.ReadDisk(DomainFile.ReadText(file)).Source;
                }

                string target = parse.GetValue(dest) ?? throw new UsageException("need either --dest or --xml");
                return new StorageSource
                {
                    Type = parse.GetValue(device) ? StorageType.Block : StorageType.File,
                    Path = target,
                    Format = parse.GetValue(format) is not { } word ? null
                        : StorageFormat.Names.TryParse(word, out StorageFormat known) ? known : throw new UsageException($"unknown format '{word}'"),
                };
            }
        });
        return command;
    }

    /// <summary>The &lt;disk&gt; that DEST and its options come to, as virsh makes it.</summary>
    private static string Fragment(string path, bool isDevice, string? format)
    {
        XmlOutput xml = new XmlOutput().Open("disk").Attr("type", isDevice ? "block" : "file");
        xml.Open("source").Attr(isDevice ? "dev" : "file", path).Close();
        if (format is not null)
        {
            xml.Open("driver").Attr("type", format).Close();
        }

        return xml.Close().ToString();
    }
}
