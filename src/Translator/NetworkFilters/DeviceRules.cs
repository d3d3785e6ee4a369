using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.NetworkFilters;

/// <summary>What shall stand before one device: the rules of its binding's tree of filters, and how its guest's address comes to be known.</summary>
/// <param name="Port">The device.</param>
/// <param name="Mac">The guest's.</param>
/// <param name="Placed">The rules; variable IP has no value where it is learnt.</param>
/// <param name="Learning">How IP is learnt.</param>
/// <param name="Servers">DHCP servers that are trusted; all where none is named.</param>
/// <param name="Learnt">Addresses that were learnt, or lent, so far.</param>
public sealed record DeviceRules(
    string Port, string Mac, IReadOnlyList<PlacedRule> Placed, IpLearning Learning, IReadOnlyList<string> Servers, IReadOnlyList<string> Learnt)
{
    /// <summary>Nothing is known of the guest's address yet: the basic rules stand (nwfilter.md 6).</summary>
    public bool IsWaiting => Learning != IpLearning.None && Learnt.Count == 0;

    /// <summary>The rules with what was learnt as IP; those that stand until then where nothing is.</summary>
    public IReadOnlyList<PlacedRule> Standing => Learning == IpLearning.None ? Placed
        : IsWaiting ? (Learning == IpLearning.Dhcp ? BasicFilters.DhcpOnly(Mac, Servers) : BasicFilters.FirstAddress(Mac))
        : [.. Placed.Select(r => r with { Variables = r.Variables.With(FilterVariables.Ip, Learnt) })];

    /// <param name="binding">Which filter, with which parameters, before which device.</param>
    /// <param name="find">A filter by name; null where there is none.</param>
    /// <param name="learnt">Addresses that were learnt before.</param>
    /// <exception cref="DomainException">A filter is missing, or a variable has no value.</exception>
    public static DeviceRules Of(NetworkFilterBinding binding, Func<string, NetworkFilter?> find, IReadOnlyList<string> learnt)
    {
        NetworkFilter filter = find(binding.Filter.Filter) ?? throw DomainException.Internal($"referenced filter '{binding.Filter.Filter}' is missing");
        var variables = new FilterVariables(binding.Filter.Parameters);
        if (variables.Of(FilterVariables.Mac) is null)
        {
            variables = variables.With(FilterVariables.Mac, binding.Mac);
        }

        IReadOnlyList<PlacedRule> placed = FilterTree.Rules(filter, variables, find);
        IpLearning learning = IpLearningChoice.Of(placed);
        IReadOnlyList<string> servers = variables.Of(FilterVariables.DhcpServer) ?? [];
        return new(binding.Port, binding.Mac, placed, learning, servers, learning == IpLearning.None ? [] : learnt);
    }
}
