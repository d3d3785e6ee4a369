using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-create FILE</c>: a pool without a definition, gone with <c>pool-destroy</c> (measured.md 10).</summary>
internal static class PoolCreateVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-create", "start a storage pool from its XML, without keeping a definition")
        {
            Examples = [("pool-create scratch.xml --build", "gone with pool-destroy")],
        };
        FileArgument file = FileArgument.AddTo(command, "XML of the pool; - is standard input");
        PoolBuildOptions build = PoolBuildOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = file.Of(parse);
            StoragePools pools = new Host(parse, io).Pools;
            Action<PoolRecord>? make = build.Of(parse, pools);
            string text = VirshFailure.ReadFile(name);
            string created = VirshFailure.With($"Failed to create pool from {name}", () => pools.Definitions.Create(text, make));
            Confirmation.Say(io, parse, $"Pool {created} created from {name}");
        });
        return command;
    }
}
