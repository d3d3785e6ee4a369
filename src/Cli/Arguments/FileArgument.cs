using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Arguments;

/// <summary>The file with XML that a verb reads, as an argument or behind <c>--file</c>, as with virsh.</summary>
internal sealed class FileArgument
{
    private readonly Argument<string?> argument = new("FILE") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string?> option = new("--file") { Description = "the same as an option", HelpName = "FILE", Hidden = true };

    public static FileArgument AddTo(Command command, string description = "the domain XML; - is standard input")
    {
        var file = new FileArgument { argument = { Description = description } };
        command.Arguments.Add(file.argument);
        command.Options.Add(file.option);
        return file;
    }

    public string Of(ParseResult parse) => parse.GetValue(argument) ?? parse.GetValue(option)
        ?? throw new UsageException($"command '{parse.CommandResult.Command.Name}' requires <file> option");
}
