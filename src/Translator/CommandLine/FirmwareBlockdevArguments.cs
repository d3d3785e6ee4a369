using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>Pflash blockdevs (item 7, core-arguments.md 5).</summary>
internal static class FirmwareBlockdevArguments
{
    private const string Code = "libvirt-pflash0";
    private const string Variables = "libvirt-pflash1";

    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Os.Loader is not { Type: LoaderType.Pflash, Path: { } path } loader)
        {
            return;
        }

        File(builder, path, Code, loader.Readonly ?? true, loader.Format, withFormat: true);
        if (builder.Domain.Os.Nvram is { Source: { } source } nvram)
        {
            if (source.Type != StorageType.File)
            {
                throw DomainException.Unsupported($"an NVRAM of type '{StorageTypeNames.All[source.Type]}' is not supported", nvram.Position);
            }

            File(builder, source.Path!, Variables, false, nvram.Format, HasFormatNode(builder, nvram));
        }
    }

    /// <summary>The node that -machine calls pflash0; null where the firmware is in no flash.</summary>
    public static string? CodeNode(Domain domain) => domain.Os.Loader is { Type: LoaderType.Pflash, Path: not null } ? Code + "-format" : null;

    /// <summary>The node that -machine calls pflash1; null where there is no variable store.</summary>
    public static string? VariablesNode(CommandLineBuilder builder)
    {
        if (CodeNode(builder.Domain) is null || builder.Domain.Os.Nvram is not { Source: not null } nvram)
        {
            return null;
        }

        return Variables + (HasFormatNode(builder, nvram) ? "-format" : "-storage");
    }

    private static bool HasFormatNode(CommandLineBuilder builder, NvramStore nvram) =>
        nvram.Format is FirmwareFormat.Qcow2 || !builder.Capabilities.Has(Flags.BlockjobBackingMaskProtocol);

    private static void File(CommandLineBuilder builder, string path, string name, bool readOnly, FirmwareFormat? format, bool withFormat)
    {
        PropertyBag storage = new PropertyBag().Add("driver", "file").Add("filename", path).Add("node-name", name + "-storage");
        if (!withFormat)
        {
            builder.AddBlockdev(storage.Add("read-only", readOnly));
            return;
        }

        builder.AddBlockdev(storage.Add("auto-read-only", true).Add("discard", "unmap"));
        PropertyBag node = new PropertyBag().Add("node-name", name + "-format").Add("read-only", readOnly)
            .Add("driver", FirmwareFormatNames.All[format ?? FirmwareFormat.Raw]).Add("file", name + "-storage");
        builder.AddBlockdev(format == FirmwareFormat.Qcow2 ? node.AddNull("backing") : node);
    }
}
