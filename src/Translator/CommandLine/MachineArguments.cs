namespace VirshLite.Translator.CommandLine;

/// <summary>-machine (item 8).</summary>
internal static class MachineArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
