using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Shared memory devices (item 58).</summary>
internal static class ShmemArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
