namespace VirshLite.Translator.CommandLine;

/// <summary>-incoming (item 49).</summary>
internal static class IncomingArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
