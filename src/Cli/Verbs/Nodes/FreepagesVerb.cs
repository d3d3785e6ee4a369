using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Hosts.Nodes;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>freepages</c>: free pages of each size, cell by cell.</summary>
internal static class FreepagesVerb
{
    public static Command Build(Io io)
    {
        var cell = new Option<int?>("--cellno") { Description = "number of a NUMA cell", HelpName = "N" };
        var size = new Option<string?>("--pagesize") { Description = "size of the pages, KiB or with a unit", HelpName = "SIZE" };
        var all = new Option<bool>("--all") { Description = "all cells and sizes" };
        var command = new VerbCommand("freepages", "show this host's free pages")
        {
            Examples = [("freepages --all", ""), ("freepages --cellno 0 --pagesize 2M", "")],
        };
        command.Options.Add(cell);
        command.Options.Add(size);
        command.Options.Add(all);
        command.SetAction(parse =>
        {
            if (parse.GetValue(all))
            {
                foreach (int each in NodeMemory.CellNumbers())
                {
                    io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Node {each}:"));
                    foreach ((ulong kiB, _, ulong free) in NodeMemory.Pages(each))
                    {
                        Line(kiB, free);
                    }

                    io.Out.WriteLine();
                }

                Confirmation.End(io, parse);
                return;
            }

            int number = parse.GetValue(cell) ?? throw new UsageException("missing cellno argument");
            ulong wanted = SizeText.Bytes(parse.GetValue(size) ?? throw new UsageException("missing pagesize argument"), "pagesize", 1024) / 1024;
            (ulong found, _, ulong count) = NodeMemory.Pages(number).FirstOrDefault(p => p.SizeKiB == wanted);
            if (found == 0)
            {
                throw new GuestException(string.Create(CultureInfo.InvariantCulture,
                    $"operation failed: page size {wanted} is not available on node {number}"));
            }

            Line(found, count);
            Confirmation.End(io, parse);
        });
        return command;

        void Line(ulong kiB, ulong free) => io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kiB}KiB: {free}"));
    }
}
