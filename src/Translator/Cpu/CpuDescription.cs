using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Cpu;

/// <summary>A CPU as a model and what it has more or less: features in the order in which they are written.</summary>
/// <param name="Vendor">Intel, AMD or Hygon; null where unknown or without meaning.</param>
internal sealed record CpuDescription(string Model, string? Vendor, IReadOnlyList<CpuDescriptionFeature> Features)
{
    /// <summary>Whether the list itself speaks of the feature as present.</summary>
    public bool Lists(string feature)
    {
        foreach (CpuDescriptionFeature listed in Features)
        {
            if (listed.Name == feature)
            {
                return listed.Policy is not (CpuFeaturePolicy.Disable or CpuFeaturePolicy.Forbid);
            }
        }

        return false;
    }

    /// <summary>Everything the CPU has: its x86 model's features with the list applied.</summary>
    public X86FeatureSet X86FeatureSet()
    {
        X86FeatureSet set = X86Models.Find(Model)?.Features ?? default;
        foreach (CpuDescriptionFeature listed in Features)
        {
            if (X86Features.Find(listed.Name) is >= 0 and int feature)
            {
                if (listed.Policy is CpuFeaturePolicy.Disable or CpuFeaturePolicy.Forbid)
                {
                    set.Remove(feature);
                }
                else
                {
                    set.Add(feature);
                }
            }
        }

        return set;
    }
}

/// <summary>A feature's name, in libvirt's spelling, and what is said of it.</summary>
internal readonly record struct CpuDescriptionFeature(string Name, CpuFeaturePolicy Policy);
