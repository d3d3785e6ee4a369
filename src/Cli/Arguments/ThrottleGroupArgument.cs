using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Arguments;

/// <summary>The throttle group that a verb is about, behind its guest.</summary>
internal static class ThrottleGroupArgument
{
    public static Argument<string> AddTo(Command command)
    {
        var argument = new Argument<string>("GROUP") { Description = "the throttle group's name" };
        command.Arguments.Add(argument);
        return argument;
    }

    /// <exception cref="UsageException">It is empty.</exception>
    public static string Of(ParseResult parse, Argument<string> argument) => parse.GetValue(argument) is { Length: > 0 } name
        ? name
        : throw new UsageException("Failed to get option 'group-name': Option argument is empty");
}
