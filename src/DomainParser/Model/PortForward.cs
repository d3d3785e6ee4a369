namespace VirshLite.DomainParser.Model;

/// <summary>&lt;portForward proto= address= dev=&gt;: ports of the host that passt hands on to the guest.</summary>
public sealed record PortForward(bool IsUdp, string? Address, string? Device, IReadOnlyList<PortForwardRange> Ranges);

/// <summary>&lt;range start= end= to= exclude=&gt;.</summary>
public sealed record PortForwardRange(uint Start, uint? End, uint? To, bool? Exclude);
