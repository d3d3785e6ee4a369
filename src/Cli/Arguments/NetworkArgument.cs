using System.CommandLine;
using System.CommandLine.Completions;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Arguments;

/// <summary>The network that a verb is about: its name or UUID, as an argument or behind <c>--network</c>, as with virsh.</summary>
internal sealed class NetworkArgument
{
    private readonly Argument<string?> argument;
    private readonly Option<string?> option = new("--network") { Description = "the same as an option", HelpName = "NETWORK", Hidden = true };

    private NetworkArgument(Io io, string name, string description, Func<NetworkRecord, bool> offered, ArgumentArity arity)
    {
        argument = new Argument<string?>(name) { Description = description, Arity = arity };
        argument.CompletionSources.Add(context => Names(context.ParseResult, io, offered));
        option.CompletionSources.Add(context => Names(context.ParseResult, io, offered));
    }

    /// <param name="offered">Which networks completion offers.</param>
    public static NetworkArgument AddTo(Command command, Io io, Func<NetworkRecord, bool> offered, string name = "NETWORK",
        string description = "name or UUID of the network", ArgumentArity? arity = null)
    {
        var network = new NetworkArgument(io, name, description, offered, arity ?? ArgumentArity.ZeroOrOne);
        command.Arguments.Add(network.argument);
        command.Options.Add(network.option);
        return network;
    }

    public string Of(ParseResult parse) => parse.GetValue(argument) ?? parse.GetValue(option)
        ?? throw new UsageException($"command '{parse.CommandResult.Command.Name}' requires <{argument.Name}>");

    private static IEnumerable<CompletionItem> Names(ParseResult? parse, Io io, Func<NetworkRecord, bool> offered)
    {
        if (parse is null)
        {
            return [];
        }

        try
        {
            return [.. new Host(parse, io).Networks.Store.All().Where(offered).Select(n => new CompletionItem(n.Name))];
        }
        catch (Exception e) when (e is DomainException or UsageException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
