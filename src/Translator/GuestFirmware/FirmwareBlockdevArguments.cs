using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.GuestFirmware;

/// <summary>Pflash blockdevs (core-arguments.md 5).</summary>
internal static class FirmwareBlockdevArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        Os os = builder.Domain.Os;
        if (os.Loader is not { Type: LoaderType.Pflash, Path: { } path } loader)
        {
            return;
        }

        var code = new StorageSource { Position = loader.Position, Type = StorageType.File, Path = path, Format = Format(loader.Format) };
        AddImage(builder, code, "libvirt-pflash0", loader.Readonly ?? false, alwaysFormat: true);
        if (builder.Context.Rules.WritableFirmwareHasNoNvram && os.Nvram is { } store && loader.Readonly != true)
        {
            throw DomainException.Internal("a firmware image that the guest may write to keeps its variables itself, <nvram> cannot stand beside it",
                store.Position);
        }

        if (os.Nvram is not { Source: { } source } nvram)
        {
            return;
        }

        source.Format = Format(nvram.Format);
        AddImage(builder, source, "libvirt-pflash1", readOnly: false, alwaysFormat: false);
        if (source is { Type: StorageType.File, Path: { } variables })
        {
            builder.Plan.Files.Add(new PlannedFile(variables, PlannedFileKind.NvramFromTemplate, FileModes.OwnerFile) { Template = nvram.Template });
        }
    }

    private static void AddImage(CommandLineBuilder builder, StorageSource source, string prefix, bool readOnly, bool alwaysFormat)
    {
        StorageSource resolved = source.Type == StorageType.Volume ? PoolVolumes.Resolve(source, builder.Context.Host) : source;
        ImageNode image = ImagePreparation.Prepare(resolved, prefix, readOnly, builder.Context, alwaysFormat);
        image.IsChainEnd = true;
        StorageArguments.AddImage(builder, image);
        builder.PflashNodes.Add(image.EffectiveName);
    }

    private static StorageFormat Format(FirmwareFormat? format) => format == FirmwareFormat.Qcow2 ? StorageFormat.Qcow2 : StorageFormat.Raw;
}
