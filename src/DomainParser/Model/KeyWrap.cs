namespace VirshLite.DomainParser.Model;

/// <summary>&lt;keywrap&gt; (s390x): protected keys for the guest's crypto instructions.</summary>
public sealed class KeyWrap
{
    public bool? Aes { get; set; }

    public bool? Dea { get; set; }
}
