using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Hosts.Nodes;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>nodememstats</c>: this host's memory in use.</summary>
internal static class NodememstatsVerb
{
    public static Command Build(Io io)
    {
        var cell = new Option<int?>("--cell") { Description = "of one NUMA cell", HelpName = "N" };
        var command = new VerbCommand("nodememstats", "show how this host's memory is used")
        {
            Examples = [("nodememstats", ""), ("nodememstats --cell 0", "")],
        };
        command.Options.Add(cell);
        command.SetAction(parse =>
        {
            int? wanted = parse.GetValue(cell);
            IReadOnlyList<int> cells = NodeMemory.CellNumbers();
            if (wanted is { } number && !cells.Contains(number))
            {
                throw new GuestException("Unable to get number of memory stats\nerror: "
                    + string.Create(CultureInfo.InvariantCulture, $"cellNum in virHostMemGetStats must be less than or equal to {cells[^1]}"));
            }

            IReadOnlyDictionary<string, ulong> memory = wanted is { } one ? NodeMemory.OfCell(one) : NodeMemory.All();
            (string Name, string Field)[] rows = wanted is null
                ? [("total", "MemTotal"), ("free", "MemFree"), ("buffers", "Buffers"), ("cached", "Cached")] : [("total", "MemTotal"), ("free", "MemFree")];
            foreach ((string name, string field) in rows)
            {
                io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-7}: {memory.GetValueOrDefault(field),20} KiB"));
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
