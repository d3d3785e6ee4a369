using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>The pstore device (item 61).</summary>
internal static class PstoreArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
