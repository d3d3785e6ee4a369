using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-create-as NAME TYPE</c>: starts a pool told by options, without a definition (measured.md 10).</summary>
internal static class PoolCreateAsVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-create-as", "start a storage pool by options, without keeping a definition")
        {
            Examples = [("pool-create-as scratch dir --target /srv/scratch --build", "gone with pool-destroy")],
        };
        PoolDescription description = PoolDescription.AddTo(command);
        PoolBuildOptions build = PoolBuildOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = description.NameOf(parse);
            string xml = description.Xml(parse);
            StoragePools pools = new Host(parse, io).Pools;
            Action<PoolRecord>? make = build.Of(parse, pools);
            if (parse.GetValue(description.PrintXml))
            {
                Confirmation.Show(io, parse, xml);
                return;
            }

            VirshFailure.With($"Failed to create pool {name}", () => pools.Definitions.Create(xml, make));
            Confirmation.Say(io, parse, $"Pool {name} created");
        });
        return command;
    }
}
