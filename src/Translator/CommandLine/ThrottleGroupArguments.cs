namespace VirshLite.Translator.CommandLine;

/// <summary>Throttle-group objects (item 16).</summary>
internal static class ThrottleGroupArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
