namespace VirshLite.Translator.Cpu;

/// <summary>A named x86 CPU model (cpu.md Appendix B).</summary>
public sealed class X86Model
{
    private readonly string featureText;
    private X86FeatureSet? features;

    internal X86Model(
        string name, string? vendor, X86Signature[] signatures, bool isGuestModel, bool comparesWithHost, string[] removedFeatures, string featureText)
    {
        Name = name;
        Vendor = vendor;
        Signatures = signatures;
        IsGuestModel = isGuestModel;
        ComparesWithHost = comparesWithHost;
        RemovedFeatures = removedFeatures;
        this.featureText = featureText;
    }

    public string Name { get; }

    /// <summary>The versioned name that this one stands for; null where it has no other, or is itself such a name.</summary>
    public string? CanonicalName { get; init; }

    /// <summary>Intel, AMD or Hygon; null for models of no vendor.</summary>
    public string? Vendor { get; }

    public IReadOnlyList<X86Signature> Signatures { get; }

    /// <summary>The model may stand for a guest CPU that is given as a set of features.</summary>
    public bool IsGuestModel { get; }

    /// <summary>check='partial' compares the model with the host CPU instead of believing QEMU (cpu.md 6.3).</summary>
    public bool ComparesWithHost { get; }

    /// <summary>The libvirt that knew the model first, <c>12.8</c>; 9.0 for all that are older (versions.md R5 and 3).</summary>
    public string Since { get; init; } = "9.0";

    /// <summary>Features that the model once had: switched off unless the domain speaks of them.</summary>
    public IReadOnlyList<string> RemovedFeatures { get; }

    /// <summary>Worked out on first use: most domains never ask.</summary>
    public X86FeatureSet Features => features ??= X86Models.ReadFeatures(featureText);

    public bool HasSignature(uint family, uint model, uint stepping)
    {
        foreach (X86Signature signature in Signatures)
        {
            if (signature.Family == family && signature.Model == model && stepping >= signature.FirstStepping && stepping <= signature.LastStepping)
            {
                return true;
            }
        }

        return false;
    }

    internal X86Model Alias(string name) => new(name, Vendor, (X86Signature[])Signatures, false, false, [], featureText) { Since = Since };
}

/// <summary>Family, model and steppings of a processor.</summary>
public readonly record struct X86Signature(uint Family, uint Model, uint FirstStepping, uint LastStepping);
