using System.CommandLine;
using VirshLite.Runner;

namespace VirshLite.Cli.Arguments;

/// <summary>Options that need or exclude each other, in the words of libvirt's calls: their flags are named, not the options.</summary>
internal static class VirshFlags
{
    /// <param name="parse">The command line.</param>
    /// <param name="prefix">What the names of the call's flags begin with.</param>
    /// <param name="pairs">An option, and the one without which it is nothing.</param>
    public static void Require(ParseResult parse, string prefix, params (Option<bool> One, Option<bool> Needed)[] pairs)
    {
        foreach ((Option<bool> one, Option<bool> needed) in pairs)
        {
            if (parse.GetValue(one) && !parse.GetValue(needed))
            {
                throw new GuestException($"Flag '{Flag(prefix, needed)}' is required by flag '{Flag(prefix, one)}'");
            }
        }
    }

    /// <param name="parse">The command line.</param>
    /// <param name="prefix">What the names of the call's flags begin with.</param>
    /// <param name="pairs">Two that do not go together, in the order in which they are named.</param>
    public static void Exclude(ParseResult parse, string prefix, params (Option<bool> One, Option<bool> Other)[] pairs)
    {
        foreach ((Option<bool> one, Option<bool> other) in pairs)
        {
            if (parse.GetValue(one) && parse.GetValue(other))
            {
                throw new GuestException($"Flags '{Flag(prefix, one)}' and '{Flag(prefix, other)}' are mutually exclusive");
            }
        }
    }

    /// <summary>--no-metadata is NO_METADATA.</summary>
    private static string Flag(string prefix, Option option) => prefix + option.Name[2..].Replace('-', '_').ToUpperInvariant();
}
