using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Arguments;

/// <summary>The device of this host that a verb is about, as an argument or behind <c>--device</c>, as with virsh.</summary>
internal sealed class NodeDeviceArgument
{
    private readonly Argument<string?> argument = new("DEVICE") { Description = "the device's name (nodedev-list)", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> option = new("--device") { Description = "the same as an option", HelpName = "DEVICE", Hidden = true };

    public static NodeDeviceArgument AddTo(Command command)
    {
        var device = new NodeDeviceArgument();
        command.Arguments.Add(device.argument);
        command.Options.Add(device.option);
        return device;
    }

    public string Of(ParseResult parse) => parse.GetValue(argument) ?? parse.GetValue(option)
        ?? throw new UsageException($"command '{parse.CommandResult.Command.Name}' requires <device> option");

    public NodeDevice Find(ParseResult parse) => new NodeDeviceList().Get(Of(parse));
}
