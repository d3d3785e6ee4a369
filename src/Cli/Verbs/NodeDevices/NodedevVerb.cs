using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary>What the verbs that do one thing to one device of this host have in common.</summary>
internal static class NodedevVerb
{
    /// <param name="io">Where it prints.</param>
    /// <param name="command">The verb.</param>
    /// <param name="act">Does it.</param>
    /// <param name="done">What is said then, of the device's name.</param>
    /// <param name="failure">virsh's first line where it fails, of the device's name.</param>
    public static Command Build(Io io, VerbCommand command, Action<ParseResult, NodeDevice> act, Func<ParseResult, string, string> done,
        Func<ParseResult, string, string> failure)
    {
        NodeDeviceArgument argument = NodeDeviceArgument.AddTo(command);
        command.SetAction(parse =>
        {
            NodeDevice device = argument.Find(parse);
            Failure.OfChange(failure(parse, device.Name), () => act(parse, device));
            Confirmation.Say(io, parse, done(parse, device.Name));
        });
        return command;
    }
}
