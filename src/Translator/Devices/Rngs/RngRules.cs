using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.CharacterDevices;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Rngs;

/// <summary>What a random number generator needs of QEMU (devices.md 8).</summary>
internal static class RngRules
{
    public static void Check(TranslationContext context)
    {
        foreach (Rng rng in context.Domain.Rngs)
        {
            Check(rng, context);
        }
    }

    private static void Check(Rng rng, TranslationContext context)
    {
        QemuCapabilities capabilities = context.Capabilities;
        Require(capabilities.Has(Flags.VirtioRng), rng, $"this QEMU doesn't support RNG device type '{VirtioModel.Names[rng.Model]}'");
        string flag = rng.Backend switch
        {
            RngBackend.Random => Flags.RngRandom,
            RngBackend.Egd => Flags.RngEgd,
            _ => Flags.RngBuiltin,
        };
        Require(capabilities.Has(flag), rng, $"this QEMU doesn't support the {flag} backend");
        if (rng.EgdSource is { } source)
        {
            ChardevRules.Check(source, rng, context);
        }
    }
}
