using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Cpu;

/// <summary>Which features can be named at all (cpu.md 6.1).</summary>
internal static class CpuFeatureNames
{
    public static void Check(Domain domain, DomainParser.Model.Cpu cpu, Compatibility rules)
    {
        foreach (CpuFeature feature in cpu.Features)
        {
            if (domain.IsX86() ? !X86Features.IsKnown(feature.Name) : domain.IsArm() && !IsArmFeature(feature.Name))
            {
                throw DomainException.Unsupported($"unknown CPU feature: {feature.Name}", feature.Position);
            }

            if (domain.IsX86() && !X86Features.IsKnownBy(rules, feature.Name))
            {
                throw DomainException.Unsupported(
                    $"unknown CPU feature: {feature.Name}; {(X86Features.IsNewer(feature.Name) ? "it is known since libvirt 12.8" : "libvirt 9.0 does not know it")}, "
                    + "newer than the rules that are followed", feature.Position);
            }

            if (domain.IsS390() && feature.Policy == CpuFeaturePolicy.Optional)
            {
                throw DomainException.Unsupported(
                    $"only the CPU feature policies 'require' and 'disable' are supported for {domain.Os.Arch}: '{feature.Name}' is optional",
                    feature.Position);
            }
        }
    }

    /// <summary>pauth, sve, and sve with a vector length in bits: a multiple of 128 up to 2048.</summary>
    private static bool IsArmFeature(string name) =>
        name is "pauth" or "sve"
        || (name.StartsWith("sve", StringComparison.Ordinal)
            && uint.TryParse(name.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out uint bits)
            && name[3] != '0' && bits is > 0 and <= 2048 && bits % 128 == 0);
}
