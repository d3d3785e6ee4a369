using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Serial ports (item 36).</summary>
internal static class SerialArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
