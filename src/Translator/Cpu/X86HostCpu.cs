using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

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
    public static HostCpu? Identify(X86FeatureSet features, string? vendor, uint signature) =>
        Identify(features, vendor, Split(signature), m => m.IsGuestModel);

    /// <summary>
    /// The same CPU as <c>capabilities</c> tells of it: models that no guest is given count there, and only what libvirt 11.3 has words for (measured.md 11).
    /// </summary>
    public static HostCpu AsTold(HostCpu cpu, (uint Family, uint Model, uint Stepping) signature, Compatibility rules)
    {
        if (X86Models.Find(cpu.Model) is not { } model)
        {
            return cpu;
        }

        X86FeatureSet features = model.Features;
        foreach (string name in cpu.Features.Where(f => X86Features.IsKnownBy(rules, f)))
        {
            features.Add(X86Features.Find(name));
        }

        return Identify(features, cpu.Vendor, signature, m => m.IsHostModel && rules.Knows(m.Since)) ?? cpu;
    }

    private static HostCpu? Identify(X86FeatureSet features, string? vendor, (uint, uint, uint) signature, Func<X86Model, bool> isMeant)
    {
        (uint family, uint number, uint stepping) = signature;
        X86Model? best = null;
        int bestLeft = 0;
        bool bestMatches = false;
        for (int i = X86Models.All.Count - 1; i >= 0; i--)
        {
            X86Model model = X86Models.All[i];
            if (!isMeant(model) || (model.Vendor is not null && vendor is not null && model.Vendor != vendor) || !(model.Features - features).IsEmpty)
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

        string name = best.IsGuestModel ? best.Name : best.CanonicalName ?? best.Name;
        return new(name, vendor ?? best.Vendor, names);
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
