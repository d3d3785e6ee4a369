using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Storage;

/// <summary>Prepares the images of a disk's chain and hands the disk's settings down to them (storage.md 2.2 and 3.1).</summary>
internal static class DiskImages
{
    /// <summary>All images that the XML names, top first, each followed by its data file.</summary>
    public static ImageNode PrepareChain(Disk disk, StorageSource top, TranslationContext context)
    {
        ImageNode first = PrepareImage(disk, top, disk.ReadOnly, isTop: true, context);
        ImageNode above = first;
        for (StorageSource? source = top.Backing; source is not null; source = source.Backing)
        {
            StorageSource resolved = source is { Type: StorageType.Volume, PoolVolume: not null } ? PoolVolumes.Resolve(source, context.Host) : source;
            above.Backing = PrepareImage(disk, resolved, readOnly: true, isTop: false, context);
            above = above.Backing;
        }

        return first;
    }

    /// <summary>One image with its data file, with the next free numbers.</summary>
    public static ImageNode PrepareImage(Disk disk, StorageSource source, bool readOnly, bool isTop, TranslationContext context)
    {
        ImageNode image = WithDiskSettings(ImagePreparation.Prepare(source, NextPrefix(context), readOnly, context), disk);
        image.IsChainEnd = source.IsChainEnd;
        image.IsHostCdrom = source.Type == StorageType.Block && disk.DeviceKind == DiskDevice.Cdrom && image.Format == StorageFormat.Raw
            && context.Host.IsCdromDrive(source.Path ?? "");
        if (source.DataStore is { } data)
        {
            StorageSource resolved = data is { Type: StorageType.Volume, PoolVolume: not null } ? PoolVolumes.Resolve(data, context.Host) : data;

            // the XML's data file takes its owner's flag as it is at parse time: under the top image, writable
            image.DataFile = WithDiskSettings(ImagePreparation.Prepare(resolved, NextPrefix(context), !isTop, context), disk);
        }

        return image;
    }

    /// <summary>A data file that a header named; it takes its owner's flag.</summary>
    public static ImageNode PrepareDataFile(Disk disk, StorageSource source, ImageNode owner, TranslationContext context) =>
        WithDiskSettings(ImagePreparation.Prepare(source, NextPrefix(context), owner.ReadOnly, context), disk);

    public static ImageNode WithDiskSettings(ImageNode image, Disk disk)
    {
        image.Cache = disk.Cache;
        image.Io = disk.Io;
        image.Discard = disk.Discard;
        image.DiscardNoUnref = disk.DiscardNoUnref;
        image.IsFloppy = disk.DeviceKind == DiskDevice.Floppy;
        image.DetectZeroes = disk.DetectZeroes;
        return image;
    }

    private static string NextPrefix(TranslationContext context) =>
        "libvirt-" + context.Storage.TakeNumber().ToString(CultureInfo.InvariantCulture);
}
