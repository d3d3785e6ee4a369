namespace VirshLite.Translator.CommandLine;

/// <summary>-run-with and -msg (items 62-63).</summary>
internal static class TailArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
