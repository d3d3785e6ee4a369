namespace VirshLite.Translator.CommandLine;

/// <summary>-S and the master key secret (items 3-4).</summary>
internal static class MasterKeyArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
