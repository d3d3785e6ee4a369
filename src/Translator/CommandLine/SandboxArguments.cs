namespace VirshLite.Translator.CommandLine;

/// <summary>-sandbox (item 56).</summary>
internal static class SandboxArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
