using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>USB hubs (item 30).</summary>
internal static class HubArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
