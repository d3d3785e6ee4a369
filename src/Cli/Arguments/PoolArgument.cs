using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Arguments;

/// <summary>The pool that a verb is about, as an argument or behind <c>--pool</c>, as with virsh.</summary>
internal sealed class PoolArgument
{
    private readonly Argument<string?> argument = new("POOL") { Description = "name or UUID of the pool", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> option = new("--pool") { Description = "the same as an option", HelpName = "POOL", Hidden = true };

    public static PoolArgument AddTo(Command command)
    {
        var made = new PoolArgument();
        command.Arguments.Add(made.argument);
        command.Options.Add(made.option);
        return made;
    }

    public string Of(ParseResult parse) => parse.GetValue(argument) ?? parse.GetValue(option)
        ?? throw new UsageException($"command '{parse.CommandResult.Command.Name}' requires <pool> option");
}
