using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Memory devices (item 29).</summary>
internal static class MemoryDeviceArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
