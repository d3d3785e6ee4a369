using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>Pci-hole64 globals and controllers (items 27-28).</summary>
internal static class ControllerArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
