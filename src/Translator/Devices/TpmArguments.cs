using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>TPMs (item 40).</summary>
internal static class TpmArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
