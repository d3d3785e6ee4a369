namespace VirshLite.DomainParser.Model;

/// <summary>&lt;auth&gt; of a network source.</summary>
public sealed class StorageAuth
{
    public string Username { get; set; } = "";

    public SecretReference Secret { get; set; } = new();
}

/// <summary>&lt;secret type= uuid= | usage=&gt;: a secret of the host's secret store, by UUID or by usage.</summary>
public sealed class SecretReference
{
    /// <summary>The word of the type attribute: ceph, iscsi, passphrase …; null where absent.</summary>
    public string? Type { get; set; }

    public Guid? Uuid { get; set; }

    public string? Usage { get; set; }
}
