using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Pools;

/// <summary><c>pool-define-as NAME TYPE</c>: keeps the definition of a pool told by options (measured.md 10).</summary>
internal static class PoolDefineAsVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("pool-define-as", "define a storage pool by options")
        {
            Examples = [("pool-define-as images dir --target /srv/images", "pool-start then makes it active")],
        };
        PoolDescription description = PoolDescription.AddTo(command);
        command.SetAction(parse =>
        {
            string name = description.NameOf(parse);
            string xml = description.Xml(parse);
            if (parse.GetValue(description.PrintXml))
            {
                Confirmation.Show(io, parse, xml);
                return;
            }

            VirshFailure.With($"Failed to define pool {name}", () => new Host(parse, io).Pools.Definitions.Define(xml));
            Confirmation.Say(io, parse, $"Pool {name} defined");
        });
        return command;
    }
}
