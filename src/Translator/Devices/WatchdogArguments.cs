using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Watchdogs and their action (item 46).</summary>
internal static class WatchdogArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
