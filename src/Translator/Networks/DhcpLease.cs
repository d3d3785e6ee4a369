using System.Net;

namespace VirshLite.Translator.Networks;

/// <summary>An address that a guest holds. The expiry in seconds of Unix time; 0 = never.</summary>
public sealed record DhcpLease(IPAddress Address, string? Mac, long Expiry)
{
    public string? Hostname { get; init; }

    /// <summary>IPv4's client identifier, IPv6's DUID.</summary>
    public string? ClientId { get; init; }

    public string? ServerDuid { get; init; }

    /// <summary>IPv6's number of the association; null = an IPv4 lease.</summary>
    public string? Iaid { get; init; }

    public bool HasExpired(long now) => Expiry > 0 && Expiry < now;
}
