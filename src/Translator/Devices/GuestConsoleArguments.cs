using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Consoles (item 39).</summary>
internal static class GuestConsoleArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
