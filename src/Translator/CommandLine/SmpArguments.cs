namespace VirshLite.Translator.CommandLine;

/// <summary>-smp (item 14).</summary>
internal static class SmpArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
