using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;

namespace VirshLite.Cli.Arguments;

/// <summary>The guest that a verb is about: its name, id or UUID, as an argument or behind <c>--domain</c>, as with virsh.</summary>
internal sealed class GuestArgument
{
    private readonly Argument<string?> argument;
    private readonly Option<string?> option = new("--domain") { Description = "the same as an option", HelpName = "GUEST", Hidden = true };

    private GuestArgument(Io io, string name, string description)
    {
        argument = new Argument<string?>(name) { Description = description, Arity = ArgumentArity.ZeroOrOne };
        argument.CompletionSources.Add(context => Names(context.ParseResult, io));
        option.CompletionSources.Add(context => Names(context.ParseResult, io));
    }

    public static GuestArgument AddTo(Command command, Io io, string name = "GUEST", string description = "name, id or UUID of the guest")
    {
        var guest = new GuestArgument(io, name, description);
        command.Arguments.Add(guest.argument);
        command.Options.Add(guest.option);
        return guest;
    }

    public string Of(ParseResult parse) => OrNull(parse)
        ?? throw new UsageException($"command '{parse.CommandResult.Command.Name}' requires <{argument.Name}>");

    public string? OrNull(ParseResult parse) => parse.GetValue(argument) ?? parse.GetValue(option);

    /// <summary>All that there are, running or defined.</summary>
    public static IEnumerable<string> Known(Host host) => host.Guests.Store.All().Select(r => r.Name).Union(host.Definitions.All().Select(d => d.Name));

    private static IEnumerable<System.CommandLine.Completions.CompletionItem> Names(ParseResult? parse, Io io)
    {
        if (parse is null)
        {
            return [];
        }

        try
        {
            return [.. Known(new Host(parse, io)).Order(StringComparer.Ordinal).Select(n => new System.CommandLine.Completions.CompletionItem(n))];
        }
        catch (Exception e) when (e is DomainException or UsageException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
