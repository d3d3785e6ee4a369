using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>The pSeries NVRAM (item 52).</summary>
internal static class NvramArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
