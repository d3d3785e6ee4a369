using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Nvrams;

/// <summary>What the NVRAM of a pSeries machine needs (devices.md 8).</summary>
internal static class NvramRules
{
    public static void Check(TranslationContext context)
    {
        Domain domain = context.Domain;
        if (domain.Nvram is not { } nvram)
        {
            return;
        }

        Require(domain.IsPseries(), nvram, "nvram device is only supported for PPC64");
        Require(context.Capabilities.Has(Flags.Nvram), nvram, "nvram device is not supported by this QEMU binary");
        Require(nvram.Address is null or SpaprVioAddress, nvram, "nvram address type must be spaprvio");
    }
}
