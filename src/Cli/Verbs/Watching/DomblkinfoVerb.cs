using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domblkinfo GUEST DEVICE</c>: how large a disk is, and what it takes up (live-changes.md 12).</summary>
internal static class DomblkinfoVerb
{
    public static Command Build(Io io)
    {
        var device = new Argument<string?>("DEVICE") { Description = "target (vda) or source of the disk", Arity = ArgumentArity.ZeroOrOne };
        var human = new Option<bool>("--human") { Description = "with units" };
        var all = new Option<bool>("--all") { Description = "all disks, as a table" };
        var command = new VerbCommand("domblkinfo", "show how large a guest's disks are and what they take up")
        {
            Examples = [("domblkinfo web vda", "bytes"), ("domblkinfo web --all --human", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(device);
        command.Options.Add(human);
        command.Options.Add(all);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string? wanted = parse.GetValue(device);
            if (wanted is null && !parse.GetValue(all))
            {
                throw new UsageException("command 'domblkinfo' requires <device> option");
            }

            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(name);
            Domain domain = GuestXml.Read(host, io, known, inactive: false);
            IReadOnlyList<BlockFigures>? running = known.Active is { } record ? new GuestFigures(host.Guests).Disks(record, domain) : null;
            if (parse.GetValue(all))
            {
                var table = new TextTable("Target", "Capacity", "Allocation", "Physical");
                foreach (Disk disk in domain.Disks)
                {
                    string[] cells = Sizes(disk, running) is { } sizes ? [.. sizes.Select(Text)] : ["-", "-", "-"];
                    table.Add([disk.TargetDev, .. cells]);
                }

                Confirmation.Show(io, parse, table);
                return;
            }

            Disk one = domain.Disks.Find(d => d.TargetDev == wanted || DiskTable.SourceOf(d.Source) == wanted)
                ?? throw new DomainException($"invalid path {wanted} not assigned to domain", default, RefusalKind.Argument);
            ulong[] found = Sizes(one, running)
                ?? throw new DomainException($"disk '{wanted}' does not currently have a source assigned", default, RefusalKind.Argument);
            io.Out.WriteLine($"{"Capacity:",-15} {Text(found[0])}");
            io.Out.WriteLine($"{"Allocation:",-15} {Text(found[1])}");
            io.Out.WriteLine($"{"Physical:",-15} {Text(found[2])}");
            Confirmation.End(io, parse);

            string Text(ulong bytes) => parse.GetValue(human) ? DataSizeText.Of(bytes) : bytes.ToString(CultureInfo.InvariantCulture);
        });
        return command;
    }

    /// <summary>Capacity, allocation and length; null where the drive is empty or nothing is known of its source.</summary>
    private static ulong[]? Sizes(Disk disk, IReadOnlyList<BlockFigures>? running)
    {
        if (running is null)
        {
            return DiskUsage.Of(disk) is { } usage ? [usage.Capacity, usage.Allocated, usage.Length] : null;
        }

        if (running.FirstOrDefault(f => f.Target == disk.TargetDev) is not { Capacity: { } capacity, ActualSize: { } actual, HighestOffset: { } highest })
        {
            return null;
        }

        ulong allocated = disk.Source.Format == StorageFormat.Qcow2 && disk.Source.Type == StorageType.File || highest == 0 ? actual : highest;
        ulong length = allocated == actual && DiskUsage.Of(disk) is { } file ? file.Length : actual;
        return [capacity, allocated, length];
    }
}
