namespace VirshLite.DomainParser.Model;

/// <summary>&lt;ip address= family= prefix= peer=&gt;; addresses in their usual short form.</summary>
public sealed record InterfaceIp(string Address, bool IsIpv6, uint? Prefix, string? Peer);

/// <summary>&lt;route family= address= netmask= prefix= gateway= metric=&gt;, as written.</summary>
/// <param name="Address">Null: the default route.</param>
public sealed record InterfaceRoute(string? Family, string? Address, string? Netmask, uint? Prefix, string Gateway, uint? Metric);
