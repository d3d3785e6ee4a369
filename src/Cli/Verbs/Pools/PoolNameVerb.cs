using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-name UUID</c>.</summary>
internal static class PoolNameVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-name", "the name of the storage pool with a UUID")
        {
            Examples = [("pool-name 9cdf4569-5b1e-41cc-a637-942a7281390f", "")],
        };
        PoolArgument argument = PoolArgument.AddTo(command);
        command.SetAction(parse =>
        {
            string what = argument.Of(parse);
            Confirmation.Value(io, parse, "name", Guid.TryParse(what, out _)
                ? new Host(parse, io).Pools.Get(what).Name : throw DomainException.Operation($"failed to get pool '{what}'"));
        });
        return command;
    }
}
