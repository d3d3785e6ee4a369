using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>Finds the model that describes a set of x86 features best (cpu.md 5.1).</summary>
internal static class X86Decoder
{
    /// <param name="features">What the CPU has.</param>
    /// <param name="vendor">Intel, AMD or Hygon; null where unknown.</param>
    /// <param name="signature">Family, model and stepping; all 0 = unknown.</param>
    /// <param name="candidates">The models that QEMU knows; others are not chosen.</param>
    /// <param name="rules">Whose models are chosen from.</param>
    /// <returns>Null where no model fits.</returns>
    public static CpuDescription? Decode(
        X86FeatureSet features, string? vendor, (uint Family, uint Model, uint Stepping) signature, IReadOnlyList<QemuCpuDefinition> candidates,
            Compatibility rules)
    {
        if (HasBrokenTsx(vendor, signature))
        {
            features.Remove(X86Features.Find("hle"));
            features.Remove(X86Features.Find("rtm"));
        }

        var known = new Dictionary<string, QemuCpuDefinition>(candidates.Count, StringComparer.Ordinal);
        foreach (QemuCpuDefinition candidate in candidates)
        {
            known.TryAdd(candidate.Name, candidate);
        }

        bool hasSignature = signature != default;
        Candidate? best = null;
        for (int i = X86Models.All.Count - 1; i >= 0; i--)
        {
            X86Model model = X86Models.All[i];
            if (!model.IsGuestModel || !rules.Knows(model.Since) || !known.TryGetValue(model.Name, out QemuCpuDefinition? definition)
                || (model.Vendor is not null && vendor is not null && model.Vendor != vendor))
            {
                continue;
            }

            bool matches = hasSignature && model.HasSignature(signature.Family, signature.Model, signature.Stepping);
            Candidate candidate = Describe(model, features, definition, matches);
            if (best is not { } current || IsBetter(candidate, current))
            {
                best = candidate;
            }
        }

        return best is { } chosen ? new(chosen.Model.Name, vendor ?? chosen.Model.Vendor, List(chosen, rules.CpuFeaturesEcxFirst)) : null;
    }

    /// <summary>Intel switched TSX off in these processors, whatever CPUID says.</summary>
    private static bool HasBrokenTsx(string? vendor, (uint Family, uint Model, uint Stepping) signature) =>
        vendor == "Intel" && signature.Family == 6
        && (signature.Model is 60 or 69 or 70 || (signature.Model == 63 && signature.Stepping < 4));

    private static Candidate Describe(X86Model model, X86FeatureSet features, QemuCpuDefinition definition, bool matchesSignature)
    {
        X86FeatureSet extra = features - model.Features;
        X86FeatureSet missing = model.Features - features;
        foreach (string blocker in definition.Blockers)
        {
            if (X86Features.Find(X86Features.FromQemu(blocker)) is >= 0 and int feature && !extra.Has(feature))
            {
                missing.Add(feature);
            }
        }

        int disabled = missing.Count;
        foreach (string removed in model.RemovedFeatures)
        {
            int feature = X86Features.Find(removed);
            disabled += extra.Has(feature) || missing.Has(feature) ? 0 : 1;
        }

        // only half of the disabled features weigh more, each one more than the one before
        int heavy = (disabled + 1) / 2;
        int penalty = heavy * (heavy + 3) / 2;
        return new(model, extra, missing, matchesSignature, extra.Count + disabled - heavy + penalty, penalty);
    }

    private static bool IsBetter(Candidate candidate, Candidate current)
    {
        if (candidate.MatchesSignature != current.MatchesSignature)
        {
            return candidate.MatchesSignature;
        }

        return candidate.Score < current.Score || (candidate.Score == current.Score && candidate.Penalty < current.Penalty);
    }

    private static List<CpuDescriptionFeature> List(Candidate candidate, bool ecxFirst)
    {
        var list = new List<CpuDescriptionFeature>(candidate.Extra.Count + candidate.Missing.Count + candidate.Model.RemovedFeatures.Count);
        foreach (int feature in InOrder(candidate.Extra, ecxFirst))
        {
            list.Add(new(X86Features.Names[feature], CpuFeaturePolicy.Require));
        }

        foreach (int feature in InOrder(candidate.Missing, ecxFirst))
        {
            list.Add(new(X86Features.Names[feature], CpuFeaturePolicy.Disable));
        }

        foreach (string removed in candidate.Model.RemovedFeatures)
        {
            int feature = X86Features.Find(removed);
            if (!candidate.Extra.Has(feature) && !candidate.Missing.Has(feature))
            {
                list.Add(new(removed, CpuFeaturePolicy.Disable));
            }
        }

        return list;
    }

    private static List<int> InOrder(X86FeatureSet set, bool ecxFirst)
    {
        List<int> features = [];
        foreach (int feature in set)
        {
            features.Add(feature);
        }

        // the old order of two leaves: edx, ecx
        return ecxFirst ? features : [.. features.OrderBy(f =>
            X86Features.Sources[f] is { IsMsr: false, Leaf: 1 or 0x80000001, Register: X86Register.Edx } ? Before(f) : f)];
    }

    /// <summary>The place before the first feature of the ecx that stands in front of a feature of edx.</summary>
    private static double Before(int feature)
    {
        X86FeatureSource source = X86Features.Sources[feature];
        int first = feature;
        while (first > 0 && X86Features.Sources[first - 1] is { IsMsr: false } other && other.Leaf == source.Leaf)
        {
            first--;
        }

        return first - 1 + ((double)(feature - first + 1) / 1000);
    }

    private readonly record struct Candidate(X86Model Model, X86FeatureSet Extra, X86FeatureSet Missing, bool MatchesSignature, int Score, int Penalty);
}
