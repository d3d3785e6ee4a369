using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Floppy options and disks (item 32).</summary>
internal static class DiskArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
