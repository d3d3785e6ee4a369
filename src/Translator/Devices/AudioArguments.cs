using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Audio backends (item 42).</summary>
internal static class AudioArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
