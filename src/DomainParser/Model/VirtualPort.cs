namespace VirshLite.DomainParser.Model;

/// <summary>&lt;virtualport type=&gt; with its &lt;parameters&gt;, as written.</summary>
public sealed class VirtualPort
{
    /// <summary>802.1Qbg, 802.1Qbh, openvswitch or midonet; null where a portgroup leaves it open.</summary>
    public string? Type { get; set; }

    public uint? ManagerId { get; set; }

    public uint? TypeId { get; set; }

    public uint? TypeIdVersion { get; set; }

    public Guid? InstanceId { get; set; }

    public string? ProfileId { get; set; }

    public Guid? InterfaceId { get; set; }

    public bool HasParameters =>
        ManagerId is not null || TypeId is not null || TypeIdVersion is not null || InstanceId is not null || ProfileId is not null || InterfaceId is not null;
}
