using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-edit POOL</c>: a definition in the caller's editor (measured.md 10).</summary>
internal static class PoolEditVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-edit", "change the definition of a storage pool in an editor") { Examples = [("pool-edit images", "")] };
        PoolArgument argument = PoolArgument.AddTo(command);
        command.SetAction(parse =>
        {
            StoragePools pools = new Host(parse, io).Pools;
            PoolRecord pool = pools.Get(argument.Of(parse));
            string? edited = TextEditor.Edit(pools.Xml(pool, inactive: true));
            if (edited is not null)
            {
                pools.Definitions.Define(edited);
            }

            Confirmation.Say(io, parse, $"Pool {pool.Name} XML configuration {(edited is null ? "not changed" : "edited")}.");
        });
        return command;
    }
}
