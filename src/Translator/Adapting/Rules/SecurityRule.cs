using System.Xml.Linq;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>Encryption of the guest's memory by a processor that this host does not have.</summary>
internal sealed class SecurityRule : IAdaptingRule
{
    public void Run(AdaptingDraft draft)
    {
        if (draft.Root.Element("launchSecurity") is not { } security || draft.Capabilities is not { } capabilities)
        {
            return;
        }

        string? word = security.Attribute("type")?.Value;
        bool can = word is not null && LaunchSecurityType.Names.TryParse(word, out LaunchSecurityType type) && type switch
        {
            LaunchSecurityType.Sev => capabilities.Has(Flags.SevGuest) && capabilities.Sev is not null,
            LaunchSecurityType.SevSnp => capabilities.Has(Flags.SevSnpGuest) && capabilities.Sev is not null,
            _ => capabilities.Has(Flags.S390PvGuest),
        };
        if (!can)
        {
            draft.CommentOut(security, $"this host cannot encrypt guests by '{word}'; its memory can be read on the host");
        }
    }
}
