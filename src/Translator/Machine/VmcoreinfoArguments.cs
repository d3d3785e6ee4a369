using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Machine;

/// <summary>Vmcoreinfo (devices.md 8.6).</summary>
internal static class VmcoreinfoArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Features.VmCoreInfo == true)
        {
            builder.AddDevice(new PropertyBag().Add("driver", "vmcoreinfo"));
        }
    }
}
