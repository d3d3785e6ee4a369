namespace VirshLite.DomainParser.Model;

/// <summary>&lt;pm&gt;: whether the guest's firmware offers S3 and S4; null = not said.</summary>
public sealed class PowerManagement
{
    public bool? SuspendToMem { get; set; }

    public bool? SuspendToDisk { get; set; }
}
