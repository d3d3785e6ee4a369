namespace VirshLite.Translator.CommandLine;

/// <summary>The user's own arguments and environment (item 55).</summary>
internal static class QemuNamespaceArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
