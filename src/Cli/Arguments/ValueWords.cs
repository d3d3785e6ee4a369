using System.CommandLine;
using System.CommandLine.Completions;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Firewall;

namespace VirshLite.Cli.Arguments;

/// <summary>
/// What a shell may offer for a value, by the placeholder that its help shows: guests for <c>GUEST</c>, networks for <c>NETWORK</c>, files for <c>FILE</c>,
/// the words of an enumeration. One rule for all verbs; a verb that knows better has completion sources of its own.
/// </summary>
internal static class ValueWords
{
    private static readonly string[] OfFiles = ["FILE", "IMAGE", "PATH", "SOCKET", "SCRIPT", "BINARY", "XML", "SOURCE", "A", "B", "VOLUME"];
    private static readonly string[] Releases = ["9.0", "10.0", "11.3", "12.8"];

    /// <summary>Whether a file may stand there.</summary>
    public static bool TakesFile(Symbol symbol) => Kinds(symbol).Any(OfFiles.Contains);

    /// <summary>Words that may stand there, files left out.</summary>
    public static IReadOnlyList<string> Of(Symbol symbol, CompletionContext context, Io io)
    {
        List<string> words = [.. Own(symbol, context)];
        foreach (string kind in Kinds(symbol))
        {
            words.AddRange(OfKind(kind, context.ParseResult, io));
        }

        return [.. words.Concat(EnumeratedWords.Of(symbol)).Where(w => w.Length > 0).Distinct()];
    }

    private static string[] Kinds(Symbol symbol) => EnumeratedWords.Placeholder(symbol).Split('|');

    private static IEnumerable<string> Own(Symbol symbol, CompletionContext context)
    {
        IEnumerable<Func<CompletionContext, IEnumerable<CompletionItem>>> sources = symbol switch
        {
            Option option => option.CompletionSources,
            Argument argument => argument.CompletionSources,
            _ => [],
        };
        return sources.SelectMany(source => source(context)).Select(item => item.InsertText ?? item.Label);
    }

    private static IEnumerable<string> OfKind(string kind, ParseResult parse, Io io)
    {
        try
        {
            return kind switch
            {
                "GUEST" => [.. GuestArgument.Known(new Host(parse, io)).Order(StringComparer.Ordinal)],
                "A" or "B" => [.. GuestArgument.Known(new Host(parse, io)).Order(StringComparer.Ordinal)],
                "NETWORK" => [.. new Host(parse, io).NetworkNames()],
                "POOL" => [.. new Host(parse, io).Pools.All().Select(p => p.Name)],
                "FILTER" => [.. new NetworkFilterStore(new Host(parse, io).Settings).All().Select(f => f.Name)],
                "qemu-argv" => ["qemu-argv"],
                "VERSION" => Releases,
                _ => [],
            };
        }
        catch (Exception e) when (e is DomainException or UsageException or IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
