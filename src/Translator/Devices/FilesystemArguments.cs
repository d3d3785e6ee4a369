using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Filesystems (item 33).</summary>
internal static class FilesystemArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
