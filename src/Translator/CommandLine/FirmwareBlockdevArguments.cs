namespace VirshLite.Translator.CommandLine;

/// <summary>Pflash blockdevs (item 7).</summary>
internal static class FirmwareBlockdevArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
