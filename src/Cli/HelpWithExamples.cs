using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace VirshLite.Cli;

/// <summary>The library's help with the verb's examples behind it.</summary>
internal sealed class HelpWithExamples(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        int code = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is VerbCommand { Examples: { Count: > 0 } examples })
        {
            TextWriter output = parseResult.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            int width = examples.Max(e => e.Line.Length);
            foreach ((string line, string meaning) in examples)
            {
                output.WriteLine($"  virshlite {line.PadRight(width)}  {meaning}".TrimEnd());
            }

            output.WriteLine();
        }

        return code;
    }
}
