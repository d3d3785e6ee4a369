using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// Words that nobody knows. libvirt reads over them, so nothing changes for the guest: they become comments. Elements that cannot be read at all are left to
/// <see cref="RefusalsRule"/>.
/// </summary>
internal sealed class WordsRule : IAdaptingRule
{
    private const int MostRounds = 40;

    public void Run(AdaptingDraft draft)
    {
        Namespace(draft);
        Macs(draft);
        for (int round = 0; round < MostRounds; round++)
        {
            var handled = new HashSet<XObject>();
            foreach (DomainException finding in draft.ReadingFindings().Where(f => f.IsUnknown && f.Position.IsKnown))
            {
                if (draft.AttributeAt(finding.Position) is { } attribute)
                {
                    if (handled.Add(attribute))
                    {
                        draft.RemoveAttribute(attribute, $"{Short(finding.Message)}; it was {attribute.Name.LocalName}='{attribute.Value}'");
                    }
                }
                else if (draft.ElementAt(finding.Position) is var element && element != draft.Root && !element.Ancestors().Any(handled.Contains)
                    && handled.Add(element))
                {
                    draft.CommentOut(element, Short(finding.Message));
                }
            }

            if (!draft.Settle())
            {
                return;
            }
        }
    }

    /// <summary>The list of what is known belongs into an error, not into a comment.</summary>
    private static string Short(string message) => message.IndexOf("; known are", StringComparison.Ordinal) is > 0 and var end ? message[..end] : message;

    /// <summary>A default namespace, which tools put there, makes every element one that nobody knows.</summary>
    private static void Namespace(AdaptingDraft draft)
    {
        if (draft.Root.Attribute("xmlns") is { } declaration)
        {
            draft.RemoveAttribute(declaration, $"domain XML has no namespace; it was '{declaration.Value}'");
            draft.Settle();
        }
    }

    /// <summary>A stand-in such as XX:XX:XX:XX:XX:XX: without one the interface gets its own.</summary>
    private static void Macs(AdaptingDraft draft)
    {
        foreach (XElement mac in draft.Devices.Where(d => d.Name.LocalName == "interface").Elements("mac"))
        {
            string[] bytes = (mac.Attribute("address")?.Value ?? "").Split(':');
            if (bytes.Length != 6 || !Array.TrueForAll(bytes, b => b.Length is 1 or 2 && b.All(char.IsAsciiHexDigit)))
            {
                draft.CommentOut(mac, $"'{mac.Attribute("address")?.Value}' is no MAC address: one is drawn");
            }
        }

        draft.Settle();
    }
}
