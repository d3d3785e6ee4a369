using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>The vsock device (item 59).</summary>
internal static class VsockArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
