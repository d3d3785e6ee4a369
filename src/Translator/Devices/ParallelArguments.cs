using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Parallel ports (item 37).</summary>
internal static class ParallelArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
