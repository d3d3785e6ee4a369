namespace VirshLite.Translator.CommandLine;

/// <summary>-no-shutdown, -no-acpi, S3 and S4 (item 24).</summary>
internal static class PowerArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
