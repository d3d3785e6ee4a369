using System.CommandLine;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Arguments;

/// <summary>The options for limits of throughput, one each: <c>--total-bytes-sec</c> … (live-changes.md 10.2).</summary>
internal sealed class LimitOptions
{
    private readonly List<(BlockLimit Limit, Option<string?> Option)> limits =
    [
        .. BlockLimits.All.Select(l => (l, new Option<string?>("--" + l.Name.Replace('_', '-')) { Description = l.Name.Replace('_', ' '), HelpName = "N" })),
    ];

    public static LimitOptions AddTo(Command command)
    {
        var options = new LimitOptions();
        options.limits.ForEach(l => command.Options.Add(l.Option));
        return options;
    }

    /// <summary>The limits that are given, by name.</summary>
    public Dictionary<string, ulong> Of(ParseResult parse) => limits.Where(l => parse.GetValue(l.Option) is not null)
        .ToDictionary(l => l.Limit.Name, l => SizeText.Bytes(parse.GetValue(l.Option)!, l.Option.Name[2..], 1));
}
