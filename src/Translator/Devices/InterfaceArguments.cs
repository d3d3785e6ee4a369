using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Network interfaces (item 34).</summary>
internal static class InterfaceArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
