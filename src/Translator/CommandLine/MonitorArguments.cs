namespace VirshLite.Translator.CommandLine;

/// <summary>-display none, -no-user-config, -nodefaults and the monitor (items 20-22).</summary>
internal static class MonitorArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
