namespace VirshLite.Translator.Plan;

/// <summary>Takes away the packet rules that bear the mark as their comment; nobody else's (networks.md 5).</summary>
/// <param name="Program">nft or iptables, which stands for ip6tables too.</param>
public sealed record RemovePacketRules(string Program, string Mark) : PlanStep;
