using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>pool-dumpxml</c>: the XML of a storage pool.</summary>
internal static class PoolDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-dumpxml", "show the XML of a storage pool")
        {
            Examples = [("pool-dumpxml default", "")],
        };
        PoolArgument argument = PoolArgument.AddTo(command);
        command.Options.Add(new Option<bool>("--inactive") { Description = "for virsh's sake: a pool has one definition", Hidden = true });
        command.SetAction(parse =>
        {
            StoragePools pools = new Host(parse, io).Pools;
            io.Out.Write(pools.Xml(pools.Get(argument.Of(parse))));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
