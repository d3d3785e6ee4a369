using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>The memory balloon (item 50).</summary>
internal static class MemballoonArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
