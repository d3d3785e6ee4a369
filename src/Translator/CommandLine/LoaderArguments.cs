namespace VirshLite.Translator.CommandLine;

/// <summary>-bios or secure pflash (item 12).</summary>
internal static class LoaderArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
