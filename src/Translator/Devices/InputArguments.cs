using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Input devices (item 41).</summary>
internal static class InputArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
