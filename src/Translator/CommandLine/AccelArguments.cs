namespace VirshLite.Translator.CommandLine;

/// <summary>-accel and the TSEG global (items 9-10).</summary>
internal static class AccelArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
