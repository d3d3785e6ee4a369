using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>CCID controllers (item 31).</summary>
internal static class CcidControllerArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
