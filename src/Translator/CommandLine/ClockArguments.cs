namespace VirshLite.Translator.CommandLine;

/// <summary>-rtc and timers (item 23).</summary>
internal static class ClockArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
