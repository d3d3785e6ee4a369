namespace VirshLite.DomainParser.Model;

/// <summary>&lt;resource&gt;: where the guest's control group lives. No effect on the command line.</summary>
public sealed class Resource
{
    public string? Partition { get; set; }

    /// <summary>&lt;fibrechannel appid&gt;.</summary>
    public string? FibreChannelAppId { get; set; }
}
