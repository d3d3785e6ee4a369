using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Cpu;

/// <summary>Names the CPU of an x86 host by what it can do (cpu.md 3).</summary>
public static class X86HostCpu
{
    /// <summary>
    /// The model that is wholly contained in the CPU and leaves the least over; one made for its family, model and stepping goes before all others.
    /// </summary>
    /// <param name="vendor">Intel, AMD or Hygon; null where unknown.</param>
    /// <param name="signature">EAX of CPUID leaf 1.</param>
    /// <returns>Null where not even the smallest model fits.</returns>
    public static HostCpu? Identify(X86FeatureSet features, string? vendor, uint signature)
    {
        (uint family, uint number, uint stepping) = Split(signature);
        X86Model? best = null;
        int bestLeft = 0;
        bool bestMatches = false;
        for (int i = X86Models.All.Count - 1; i >= 0; i--)
        {
            X86Model model = X86Models.All[i];
            if (!model.IsGuestModel || (model.Vendor is not null && vendor is not null && model.Vendor != vendor) || !(model.Features - features).IsEmpty)
            {
                continue;
            }

            int left = (features - model.Features).Count;
            bool matches = model.HasSignature(family, number, stepping);
            if (best is null || (matches && !bestMatches) || (matches == bestMatches && left < bestLeft))
            {
                (best, bestLeft, bestMatches) = (model, left, matches);
            }
        }

        if (best is null)
        {
            return null;
        }

        var names = new List<string>(bestLeft);
        foreach (int feature in features - best.Features)
        {
            names.Add(X86Features.Names[feature]);
        }

        return new(best.Name, vendor ?? best.Vendor, names);
    }

    /// <summary>Family, model and stepping as CPUID packs them.</summary>
    private static (uint Family, uint Model, uint Stepping) Split(uint signature)
    {
        uint family = (signature >> 8) & 0xf;
        uint model = (signature >> 4) & 0xf;
        if (family == 0xf)
        {
            family += (signature >> 20) & 0xff;
        }

        if (family is 6 or >= 0xf)
        {
            model += ((signature >> 16) & 0xf) << 4;
        }

        return (family, model, signature & 0xf);
    }
}
