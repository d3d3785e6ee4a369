using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>USB redirection (item 47).</summary>
internal static class RedirdevArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
