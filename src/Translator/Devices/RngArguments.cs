using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Random number generators (item 51).</summary>
internal static class RngArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
