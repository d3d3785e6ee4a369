using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices.Nvrams;

/// <summary>The NVRAM of a pSeries guest (devices.md 8.6).</summary>
internal static class NvramArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Nvram is { Address: SpaprVioAddress { Reg: { } reg } })
        {
            builder.Add("-global", "spapr-nvram.reg=0x" + reg.ToString("x", CultureInfo.InvariantCulture));
        }
    }
}
