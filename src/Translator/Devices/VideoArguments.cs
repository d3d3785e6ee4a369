using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Video devices (item 44).</summary>
internal static class VideoArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
