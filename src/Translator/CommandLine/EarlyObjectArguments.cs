namespace VirshLite.Translator.CommandLine;

/// <summary>Dbus-vmstate and the managed pr-helper (items 5-6).</summary>
internal static class EarlyObjectArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
