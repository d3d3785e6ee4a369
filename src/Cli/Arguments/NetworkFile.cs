using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Cli.Arguments;

/// <summary>Network XML from a file or from standard input (<c>-</c>).</summary>
internal static class NetworkFile
{
    public static VirtualNetwork Parse(string text, string name, Io io, ParseResult parse)
    {
        var context = new ReadingContext(new ReadingOptions { FileName = name, IgnoreUnknown = parse.GetValue(GlobalOptions.IgnoreUnknown) });
        VirtualNetwork network = NetworkReader.Read(text, context);
        foreach (string warning in context.Warnings)
        {
            io.Error.WriteLine("warning: " + warning);
        }

        return network;
    }
}
