namespace VirshLite.DomainParser.Model;

/// <summary>What libvirt keeps of a network that it has running.</summary>
/// <param name="NetworkXml">The network as it runs.</param>
/// <param name="FirewallRemoval">The commands that take its packet rules away, in libvirt's order, each a program and its words.</param>
public sealed record NetworkStatus(string NetworkXml, IReadOnlyList<IReadOnlyList<string>> FirewallRemoval);
