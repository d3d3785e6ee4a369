using VirshLite.Cli.Output;

namespace VirshLite.Cli.Tests;

/// <summary>One command run inside the test: its exit code and what it printed.</summary>
internal sealed record CommandRun(int Code, string Output, string Error)
{
    public static CommandRun Of(params string[] args)
    {
        var output = new StringWriter();
        var error = new StringWriter();
        using var io = new Io(output, error);
        return new(Application.Run(args, io), output.ToString(), error.ToString());
    }
}
