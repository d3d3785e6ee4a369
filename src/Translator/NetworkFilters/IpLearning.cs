using VirshLite.DomainParser;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>How the guest's address becomes known to a filter that asks for it (nwfilter.md 6).</summary>
public enum IpLearning
{
    /// <summary>It is given, or no rule asks for it.</summary>
    None,

    /// <summary>The first one that the guest uses is its own.</summary>
    Any,

    /// <summary>Those that DHCP servers lend it, as long as they do.</summary>
    Dhcp,
}

/// <summary>Which way of learning a tree of filters asks for.</summary>
internal static class IpLearningChoice
{
    /// <exception cref="DomainException">Another variable than IP has no value, or IP has none and is not to be learnt.</exception>
    public static IpLearning Of(IReadOnlyList<PlacedRule> placed)
    {
        IReadOnlyList<string> missing = FilterVariableUse.Missing(placed);
        if (missing.Count == 0)
        {
            return IpLearning.None;
        }

        string learning = placed.Select(r => r.Variables.Of(FilterVariables.IpLearning)).FirstOrDefault(v => v is { Count: > 0 })?[0] ?? "any";
        return missing is not [FilterVariables.Ip] || learning == "none" ? throw Unresolvable(missing)
            : learning switch
            {
                "any" => IpLearning.Any,
                "dhcp" => IpLearning.Dhcp,
                _ => throw new DomainException($"failed to parse configuration file filter learning value '{learning}' invalid.", default, RefusalKind.Plain),
            };
    }

    private static DomainException Unresolvable(IReadOnlyList<string> missing) => DomainException.Internal(
        "Cannot instantiate filter due to unresolvable variables or unavailable list elements: "
            + string.Join(", ", missing.Count == 1 ? missing : missing.Where(m => m != FilterVariables.Ip)));
}
