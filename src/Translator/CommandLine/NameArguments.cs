namespace VirshLite.Translator.CommandLine;

/// <summary>-name and -compat (core-arguments.md 4, items 1-2).</summary>
internal static class NameArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
