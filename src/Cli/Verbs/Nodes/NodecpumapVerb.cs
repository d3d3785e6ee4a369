using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.Hosts.Nodes;

namespace VirshLite.Cli.Verbs.Nodes;

/// <summary><c>nodecpumap</c>: which CPUs of this host are online (live-changes.md 15).</summary>
internal static class NodecpumapVerb
{
    public static Command Build(Io io)
    {
        var pretty = new Option<bool>("--pretty") { Description = "as a list" };
        var command = new VerbCommand("nodecpumap", "show which CPUs this host has") { Examples = [("nodecpumap --pretty", "")] };
        command.Options.Add(pretty);
        command.SetAction(parse =>
        {
            var cpus = NodeCpus.Read();
            Line("CPUs present:", cpus.Present.Count.ToString(CultureInfo.InvariantCulture));
            Line("CPUs online:", cpus.Online.Count.ToString(CultureInfo.InvariantCulture));
            Line("CPU map:", parse.GetValue(pretty) ? cpus.Online.ToString()
                : string.Concat(cpus.Present.Members().Select(c => cpus.Online.Contains(c) ? 'y' : '-')));
            Confirmation.End(io, parse);
        });
        return command;

        void Line(string name, string value) => io.Out.WriteLine($"{name,-15} {value}");
    }
}
