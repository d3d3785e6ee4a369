using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Hosts.Nodes;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>freecell</c>: free memory, cell by cell.</summary>
internal static class FreecellVerb
{
    public static Command Build(Io io)
    {
        var cell = new Option<int?>("--cellno") { Description = "of one NUMA cell", HelpName = "N" };
        var all = new Option<bool>("--all") { Description = "of each" };
        var command = new VerbCommand("freecell", "show this host's free memory") { Examples = [("freecell --all", "")] };
        var word = new Argument<int?>("CELL") { Description = "number of a NUMA cell", Arity = ArgumentArity.ZeroOrOne };
        command.Arguments.Add(word);
        command.Options.Add(cell);
        command.Options.Add(all);
        command.SetAction(parse =>
        {
            IReadOnlyList<int> cells = NodeMemory.CellNumbers();
            int? wanted = parse.GetValue(word) ?? parse.GetValue(cell);
            if (wanted is not null && parse.GetValue(all))
            {
                throw new UsageException("Options --all and --cellno are mutually exclusive");
            }

            if (wanted is { } one)
            {
                if (!cells.Contains(one))
                {
                    throw new GuestException(string.Create(CultureInfo.InvariantCulture, $"internal error: start cell {one} out of range (0-{cells[^1]})"));
                }

                io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one}: {Free(one)} KiB"));
            }
            else if (parse.GetValue(all))
            {
                foreach (int each in cells)
                {
                    io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{each,5}: {Free(each),10} KiB"));
                }

                io.Out.WriteLine("--------------------");
                io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"Total",5}: {Sum(),10} KiB"));
            }
            else
            {
                io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Total: {Sum()} KiB"));
            }

            Confirmation.End(io, parse);

            ulong Sum() => cells.Aggregate(0UL, (sum, each) => sum + Free(each));
        });
        return command;

        static ulong Free(int cell) => NodeMemory.OfCell(cell).GetValueOrDefault("MemFree");
    }
}
