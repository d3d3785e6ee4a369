using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-name UUID</c>.</summary>
internal static class NetNameVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("net-name", "the name of the network with a UUID") { Examples = [("net-name 11ff0d90-c91e-6742-64da-4a736edb9a02", "")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, _ => false, "UUID", "the network's UUID");
        command.SetAction(parse =>
        {
            string what = network.Of(parse);
            if (!Guid.TryParse(what, out _))
            {
                throw DomainException.Operation($"failed to get network '{what}'");
            }

            Confirmation.Value(io, "name", new Host(parse, io).Networks.Store.Get(what).Name);
            Confirmation.End(io, parse);
        });
        return command;
    }
}
