using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>lease-event add|old|del|init …</c>: called by dnsmasq through its script, with more in the environment (networks.md 4.1).</summary>
internal static class LeaseEventVerb
{
    public static Command Build(Io io)
    {
        var words = new Argument<string[]>("WORD") { Description = "as dnsmasq gives them", Arity = ArgumentArity.ZeroOrMore };
        var command = new VerbCommand(LeaseScript.Verb,
            "take in what dnsmasq tells of leases")
        { Examples = [("lease-event init", "called by the script of a network's dnsmasq, not by people")] };
        command.Arguments.Add(words);
        command.SetAction(parse => io.Out.Write(LeaseScript.Handle(parse.GetValue(words) ?? [], Environment.GetEnvironmentVariable)));
        return command;
    }
}
