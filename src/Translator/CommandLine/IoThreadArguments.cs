namespace VirshLite.Translator.CommandLine;

/// <summary>Iothread and main-loop objects (item 15).</summary>
internal static class IoThreadArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
