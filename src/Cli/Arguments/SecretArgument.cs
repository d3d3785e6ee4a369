using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Arguments;

/// <summary>The secret that a verb is about, as an argument or behind <c>--secret</c>, as with virsh.</summary>
internal sealed class SecretArgument
{
    private readonly Argument<string?> argument = new("UUID") { Description = "UUID of the secret", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> option = new("--secret") { Description = "the same as an option", HelpName = "UUID", Hidden = true };

    public static SecretArgument AddTo(Command command)
    {
        var made = new SecretArgument();
        command.Arguments.Add(made.argument);
        command.Options.Add(made.option);
        return made;
    }

    public string Of(ParseResult parse) => parse.GetValue(argument) ?? parse.GetValue(option)
        ?? throw new UsageException($"command '{parse.CommandResult.Command.Name}' requires <secret> option");
}
