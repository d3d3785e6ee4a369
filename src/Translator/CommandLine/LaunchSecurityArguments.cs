namespace VirshLite.Translator.CommandLine;

/// <summary>Launch security (item 54).</summary>
internal static class LaunchSecurityArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
