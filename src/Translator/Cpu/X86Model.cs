using System.Globalization;

namespace VirshLite.Translator.Cpu;

/// <summary>A named x86 CPU model (cpu.md Appendix B).</summary>
public sealed class X86Model
{
    private readonly string featureText;
    private readonly string head;
    private X86Model? of;
    private string[]? words;
    private X86Signature[]? signatures;
    private X86FeatureSet? features;

    /// <param name="name">Its name.</param>
    /// <param name="head">Vendor, signatures, flags and what it once had, as <see cref="X86ModelTable"/> writes them: read when they are asked for, as few are.</param>
    /// <param name="featureText">Its features, likewise.</param>
    internal X86Model(string name, string head, string featureText)
    {
        Name = name;
        this.head = head;
        this.featureText = featureText;
    }

    public string Name { get; }

    /// <summary>The versioned name that this one stands for; null where it has no other, or is itself such a name.</summary>
    public string? CanonicalName { get; init; }

    /// <summary>Intel, AMD or Hygon; null for models of no vendor.</summary>
    public string? Vendor => Words[0] == "-" ? null : Words[0].Replace('_', ' ');

    public IReadOnlyList<X86Signature> Signatures =>
        signatures ??= Words[1] == "-" ? [] : Array.ConvertAll(Words[1].Split(','), ReadSignature);

    /// <summary>The model may stand for a guest CPU that is given as a set of features.</summary>
    public bool IsGuestModel => of is null && Words[2].Contains('G');

    /// <summary>
    /// The model may name a host's CPU: besides those for guests libvirt 11.3 takes the versioned ones, where no model for guests is the same (measured.md 11).
    /// </summary>
    public bool IsHostModel => IsGuestModel || CanonicalName is not null || Words[2] is "-" or "N";

    /// <summary>check='partial' compares the model with the host CPU instead of believing QEMU (cpu.md 6.3).</summary>
    public bool ComparesWithHost => of is null && Words[2].Contains('C');

    /// <summary>The libvirt that knew the model first, <c>12.8</c>; 9.0 for all that are older (versions.md R5 and 3).</summary>
    public string Since => Words[2].Contains('N') ? "12.8" : SinceOf(of?.Name ?? Name);

    /// <summary>Features that the model once had: switched off unless the domain speaks of them.</summary>
    public IReadOnlyList<string> RemovedFeatures => of is not null ? [] : Array.ConvertAll(Words[3..], word => word[1..]);

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

    private string[] Words => words ??= head.Split(' ');

    internal X86Model Alias(string name) => new(name, head, featureText) { of = this };

    /// <summary>Measured: 9.0 does not know these, 11.3 does; the versions between are libvirt's own words or, for names without a version, assumed.</summary>
    internal static string SinceOf(string name) => name switch
    {
        [.., '-', 'v', >= '1' and <= '9'] => "10.10",
        "Denverton" or "KnightsMill" => "10.1",
        "EPYC-Genoa" or "SapphireRapids" or "GraniteRapids" or "SierraForest" => "9.9",
        _ => "9.0",
    };

    private static X86Signature ReadSignature(string text)
    {
        int slash = text.IndexOf('/');
        int colon = text.IndexOf(':');
        uint family = Number(text.AsSpan(0, slash));
        if (colon < 0)
        {
            return new(family, Number(text.AsSpan(slash + 1)), 0, uint.MaxValue);
        }

        int dash = text.IndexOf('-');
        return new(family, Number(text.AsSpan(slash + 1, colon - slash - 1)), Number(text.AsSpan(colon + 1, dash - colon - 1)), Number(text.AsSpan(dash + 1)));
    }

    private static uint Number(ReadOnlySpan<char> digits) => uint.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
}

/// <summary>Family, model and steppings of a processor.</summary>
public readonly record struct X86Signature(uint Family, uint Model, uint FirstStepping, uint LastStepping);
