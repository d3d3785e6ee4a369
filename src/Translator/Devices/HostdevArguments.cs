using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Host devices (item 48).</summary>
internal static class HostdevArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
