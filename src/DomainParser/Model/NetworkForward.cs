using System.Net;

namespace VirshLite.DomainParser.Model;

/// <summary>&lt;forward mode=&gt;: how far guests of a network get.</summary>
public enum NetworkForward
{
    None,
    Nat,
    Route,
    Open,
    Bridge,
    Private,
    Vepa,
    Passthrough,
    Hostdev,
}

public static class NetworkForwardNames
{
    private static readonly EnumNames<NetworkForward> All = new("none", "nat", "route", "open", "bridge", "private", "vepa", "passthrough", "hostdev");

    extension(NetworkForward)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<NetworkForward> Names => All;
    }
}

/// <summary>&lt;forward&gt;&lt;nat&gt;: the ports and addresses that guests' connections leave with; null = the usual ones.</summary>
public sealed record NetworkNat(bool? Ipv6, IPAddress? AddressStart, IPAddress? AddressEnd, uint? PortStart, uint? PortEnd);
