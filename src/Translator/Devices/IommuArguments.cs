using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.Devices;

/// <summary>The IOMMU device (item 26).</summary>
internal static class IommuArguments
{
    public static void Add(CommandLineBuilder builder)
    {
    }
}
