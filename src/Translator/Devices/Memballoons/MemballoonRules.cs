using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Context.Requirement;

namespace VirshLite.Translator.Devices.Memballoons;

/// <summary>What a memory balloon needs of QEMU (devices.md 8).</summary>
internal static class MemballoonRules
{
    public static void Check(TranslationContext context)
    {
        QemuCapabilities capabilities = context.Capabilities;
        if (context.Domain.Memballoon is not { Model: not MemballoonModel.None } balloon)
        {
            return;
        }

        Require(balloon.Model != MemballoonModel.Xen, balloon, "Memory balloon device type 'xen' is not supported by this version of qemu");
        Require(balloon.AutoDeflate is null || capabilities.Has(Flags.VirtioBalloonPciDeflateOnOom), balloon,
            "deflate-on-oom is not supported by this QEMU binary");
        Require(balloon.FreePageReporting is null || capabilities.Has(Flags.VirtioBalloonFreePageReporting), balloon,
            "free-page-reporting is not supported by this QEMU binary");
    }
}
