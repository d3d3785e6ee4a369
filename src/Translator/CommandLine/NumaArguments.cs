namespace VirshLite.Translator.CommandLine;

/// <summary>-numa with its backends (item 17).</summary>
internal static class NumaArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
