namespace VirshLite.DomainParser.Model;

/// <summary>&lt;bandwidth&gt;: limits as the guest sees them.</summary>
public sealed record Bandwidth(BandwidthRate? Inbound, BandwidthRate? Outbound);

/// <summary>Average, peak and floor in KiB/s, burst in KiB; 0 = not set.</summary>
public sealed record BandwidthRate(ulong Average, ulong Peak, ulong Floor, ulong Burst);
