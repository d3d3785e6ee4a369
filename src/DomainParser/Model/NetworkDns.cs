using System.Net;

namespace VirshLite.DomainParser.Model;

/// <summary>&lt;domain&gt; of a network: the domain of its guests' names.</summary>
public sealed record NetworkDomain(string? Name, bool? LocalOnly, bool? Register);

/// <summary>&lt;dns&gt;: what the network's dnsmasq answers by itself, and whom it asks for the rest.</summary>
public sealed class NetworkDns
{
    /// <summary>null = as if it were true.</summary>
    public bool? Enabled { get; set; }

    /// <summary>false: names without a dot are not asked of other servers.</summary>
    public bool? ForwardPlainNames { get; set; }

    public List<NetworkForwarder> Forwarders { get; } = [];

    public List<NetworkText> Texts { get; } = [];

    public List<NetworkService> Services { get; } = [];

    public List<NetworkDnsHost> Hosts { get; } = [];
}

/// <summary>&lt;forwarder&gt;: the server for a domain, or for everything; without address the domain stays here.</summary>
public sealed record NetworkForwarder(string? Domain, IPAddress? Address);

/// <summary>&lt;txt&gt;; the value is null only where a record is looked for.</summary>
public sealed record NetworkText(string Name, string? Value);

/// <summary>
/// &lt;srv&gt;: a service record; without target the service is said not to be there. Service and protocol are null only where a record is looked for; 0 = not
/// given.
/// </summary>
public sealed record NetworkService(string? Service, string? Protocol, string? Domain, string? Target, uint Port, uint Priority, uint Weight);

/// <summary>&lt;host&gt; of &lt;dns&gt;; the address is null only where a record is looked for.</summary>
public sealed record NetworkDnsHost(IPAddress? Address, IReadOnlyList<string> Names);
