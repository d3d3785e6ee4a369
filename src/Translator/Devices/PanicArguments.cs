using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Panic devices (item 57).</summary>
internal static class PanicArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
