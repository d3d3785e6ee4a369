using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Graphics (item 43).</summary>
internal static class GraphicsArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
