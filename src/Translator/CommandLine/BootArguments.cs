namespace VirshLite.Translator.CommandLine;

/// <summary>-boot, -kernel and their kin (item 25).</summary>
internal static class BootArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
