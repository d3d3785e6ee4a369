using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-uuid POOL</c>.</summary>
internal static class PoolUuidVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-uuid", "the UUID of a storage pool") { Examples = [("pool-uuid images", "")] };
        PoolArgument argument = PoolArgument.AddTo(command);
        command.SetAction(parse => Confirmation.Value(io, parse, "uuid", new Host(parse, io).Pools.Get(argument.Of(parse)).Uuid?.ToString() ?? ""));
        return command;
    }
}
