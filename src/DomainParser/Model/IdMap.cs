namespace VirshLite.DomainParser.Model;

/// <summary>&lt;idmap&gt;: user and group ids of the guest on the host. Read and kept.</summary>
public sealed class IdMap
{
    public List<IdMapEntry> Uids { get; } = [];

    public List<IdMapEntry> Gids { get; } = [];
}
