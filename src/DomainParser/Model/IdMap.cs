namespace VirshLite.DomainParser.Model;

/// <summary>
/// &lt;idmap&gt;: user and group ids of the guest on the host; of a file system (virtiofsd takes it) or of the domain (for containers: read and kept).
/// </summary>
public sealed class IdMap
{
    public List<IdMapEntry> Uids { get; } = [];

    public List<IdMapEntry> Gids { get; } = [];
}

/// <summary>
/// &lt;uid&gt; or &lt;gid&gt; of an &lt;idmap&gt;: <see cref="Count"/> ids from <see cref="Start"/> on in the guest are those from <see cref="Target"/> on on
/// the host.
/// </summary>
public sealed class IdMapEntry
{
    public uint Start { get; set; }

    public uint Target { get; set; }

    public uint Count { get; set; }
}
