namespace VirshLite.DomainParser.Model;

/// <summary>&lt;filterbinding&gt;: which filter stands before which guest's device (nwfilter.md 7).</summary>
/// <param name="Link">The host's device below a macvtap; null = none.</param>
public sealed record NetworkFilterBinding(string OwnerName, Guid OwnerUuid, string Port, string? Link, string Mac, FilterRef Filter);
