using System.Runtime.Intrinsics.X86;
using System.Text;
using VirshLite.Translator;
using VirshLite.Translator.Cpu;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// The CPU of this machine in libvirt's words: from CPUID on x86, from /proc/cpuinfo on POWER. What stands in model-specific registers is left to QEMU, which says it with its own
/// word about the host CPU.
/// </summary>
public static class HostCpuId
{
    /// <returns>Null on other architectures, and where no model fits.</returns>
    public static HostCpu? Read() => X86Base.IsSupported ? ReadX86() : ReadPower();

    private static HostCpu? ReadX86()
    {
        (int highest, int b, int c, int d) = X86Base.CpuId(0, 0);
        (int highestExtended, _, _, _) = X86Base.CpuId(unchecked((int)0x80000000), 0);
        string? vendor = X86Models.VendorOf(VendorText(b, d, c));
        X86FeatureSet features = ReadFeatures((uint)highest, (uint)highestExtended);
        (uint family, uint model, uint stepping) = ReadSignature();

        X86Model? best = null;
        int least = int.MaxValue;
        bool bestMatches = false;
        for (int i = X86Models.All.Count - 1; i >= 0; i--)
        {
            X86Model candidate = X86Models.All[i];
            if (!candidate.IsGuestModel || (candidate.Vendor is not null && candidate.Vendor != vendor) || !(candidate.Features - features).IsEmpty)
            {
                continue;
            }

            int more = (features - candidate.Features).Count;
            bool matches = candidate.HasSignature(family, model, stepping);
            if (matches == bestMatches ? more < least : matches)
            {
                (best, least, bestMatches) = (candidate, more, matches);
            }
        }

        return best is null ? null : new(best.Name, vendor, Names(features - best.Features));
    }

    private static X86FeatureSet ReadFeatures(uint highest, uint highestExtended)
    {
        X86FeatureSet features = default;
        (uint Leaf, uint Subleaf) read = (uint.MaxValue, 0);
        (int Eax, int Ebx, int Ecx, int Edx) registers = default;
        for (int feature = 0; feature < X86Features.Sources.Count; feature++)
        {
            X86FeatureSource source = X86Features.Sources[feature];
            if (source.IsMsr || source.Leaf > (source.Leaf >= 0x80000000 ? highestExtended : highest))
            {
                continue;
            }

            if (read != (source.Leaf, source.Subleaf))
            {
                read = (source.Leaf, source.Subleaf);
                registers = X86Base.CpuId((int)source.Leaf, (int)source.Subleaf);
            }

            int register = source.Register switch
            {
                X86Register.Eax => registers.Eax,
                X86Register.Ebx => registers.Ebx,
                X86Register.Ecx => registers.Ecx,
                _ => registers.Edx,
            };
            if ((register & (1 << source.Bit)) != 0)
            {
                features.Add(feature);
            }
        }

        return features;
    }

    /// <summary>Family and model with their extensions, as the processor manuals add them up.</summary>
    private static (uint Family, uint Model, uint Stepping) ReadSignature()
    {
        uint eax = (uint)X86Base.CpuId(1, 0).Eax;
        uint family = (eax >> 8) & 0xf;
        uint model = (eax >> 4) & 0xf;
        if (family is 6 or 15)
        {
            model += (eax >> 12) & 0xf0;
        }

        return (family == 15 ? family + ((eax >> 20) & 0xff) : family, model, eax & 0xf);
    }

    private static string VendorText(params ReadOnlySpan<int> registers)
    {
        Span<byte> text = stackalloc byte[12];
        for (int i = 0; i < 3; i++)
        {
            BitConverter.TryWriteBytes(text[(i * 4)..], registers[i]);
        }

        return Encoding.ASCII.GetString(text);
    }

    private static List<string> Names(X86FeatureSet features)
    {
        var names = new List<string>();
        foreach (int feature in features)
        {
            names.Add(X86Features.Names[feature]);
        }

        return names;
    }

    /// <summary>A line like <c>cpu : POWER9 (architected), altivec supported</c>.</summary>
    private static HostCpu? ReadPower()
    {
        const string Path = "/proc/cpuinfo";
        if (!File.Exists(Path))
        {
            return null;
        }

        foreach (string line in File.ReadLines(Path))
        {
            int colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon > 0 && line.AsSpan(0, colon).Trim() is "cpu")
            {
                string word = line[(colon + 1)..].Trim().Split(' ', ',')[0];
                return word is "POWER6" or "POWER7" or "POWER8" or "POWER9" or "POWER10" ? new(word, null, []) : null;
            }
        }

        return null;
    }
}
