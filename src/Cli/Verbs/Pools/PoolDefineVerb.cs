using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-define FILE</c>: keeps a pool's definition (measured.md 10).</summary>
internal static class PoolDefineVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-define", "define a storage pool from its XML, or change its definition")
        {
            Examples = [("pool-define images.xml", "pool-start then makes it active")],
        };
        FileArgument file = FileArgument.AddTo(command, "XML of the pool; - is standard input");
        command.Options.Add(new Option<bool>("--validate") { Description = "for virsh's sake", Hidden = true });
        command.SetAction(parse =>
        {
            string name = file.Of(parse);
            string text = VirshFailure.ReadFile(name);
            string defined = VirshFailure.With($"Failed to define pool from {name}", () => new Host(parse, io).Pools.Definitions.Define(text));
            Confirmation.Say(io, parse, $"Pool {defined} defined from {name}");
        });
        return command;
    }
}
