using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.Hosts.Nodes;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>nodeinfo</c>: CPUs and memory of this host (live-changes.md 15).</summary>
internal static class NodeinfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("nodeinfo", "show CPUs and memory of this host") { Examples = [("nodeinfo", "")] };
        command.SetAction(parse =>
        {
            var cpus = NodeCpus.Read();
            ulong memory = NodeMemory.CellNumbers().Aggregate(0UL, (sum, cell) => sum + NodeMemory.OfCell(cell).GetValueOrDefault("MemTotal"));
            Line("CPU model:", cpus.Model);
            Line("CPU(s):", Text(cpus.Online.Count));
            if (cpus.MegaHertz is { } speed)
            {
                Line("CPU frequency:", Text(speed) + " MHz");
            }

            Line("CPU socket(s):", Text(cpus.Sockets));
            Line("Core(s) per socket:", Text(cpus.Cores));
            Line("Thread(s) per core:", Text(cpus.Threads));
            Line("NUMA cell(s):", Text(cpus.Cells));
            Line("Memory size:", Text(memory) + " KiB");
            Confirmation.End(io, parse);
        });
        return command;

        void Line(string name, string value) => io.Out.WriteLine($"{name,-20} {value}");

        static string Text(IFormattable value) => value.ToString(null, CultureInfo.InvariantCulture);
    }
}
