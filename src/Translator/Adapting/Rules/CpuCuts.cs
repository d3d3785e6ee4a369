using System.Xml.Linq;
using VirshLite.DomainParser;
using VirshLite.Translator.Adapting.Drafts;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>What the host's CPU has not: required features become optional, those of the model are switched off, so that all the rest stays.</summary>
internal static class CpuCuts
{
    /// <returns>False: the refusal is not about features of the CPU.</returns>
    public static bool Mend(AdaptingDraft draft, DomainException refusal)
    {
        if (refusal.CpuFeatures.Count == 0 || draft.Root.Element("cpu") is not { } cpu)
        {
            return false;
        }

        foreach (string name in refusal.CpuFeatures)
        {
            XElement? feature = cpu.Elements("feature").FirstOrDefault(f => f.Attribute("name")?.Value == name);
            if (refusal.CpuHasTooMuch)
            {
                if (feature is null || feature.Attribute("policy")?.Value != "forbid")
                {
                    return false;
                }

                draft.SetAttribute(feature, "policy", "disable", $"this host's CPU has '{name}', which the guest forbids: it is hidden");
            }
            else if (feature is null)
            {
                draft.Append(cpu, $"<feature policy='disable' name='{name}'/>", $"this host's CPU lacks '{name}' of the CPU model");
            }
            else
            {
                draft.SetAttribute(feature, "policy", "disable", $"this host's CPU lacks '{name}'");
            }
        }

        return draft.Settle();
    }
}
