using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Channels (item 38).</summary>
internal static class ChannelArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
