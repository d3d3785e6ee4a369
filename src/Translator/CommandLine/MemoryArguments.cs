namespace VirshLite.Translator.CommandLine;

/// <summary>-m, the default RAM backend, -overcommit (item 13).</summary>
internal static class MemoryArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
