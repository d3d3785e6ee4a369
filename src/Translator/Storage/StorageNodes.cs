using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Storage;

/// <summary>The property bags of an image's block nodes: storage, slice, format (storage.md 3 to 5).</summary>
internal static class StorageNodes
{
    public static PropertyBag Storage(ImageNode image, TranslationContext context)
    {
        PropertyBag bag = ProtocolProperties.Of(image, context);
        return AddCommon(bag, image, image.StorageName, isEffective: image.FormatName is null && image.SliceName is null, context.Rules);
    }

    /// <summary>Null where the image is used as a whole.</summary>
    public static PropertyBag? Slice(ImageNode image, Compatibility rules)
    {
        if (image.SliceName is not { } name || image.Source.Slice is not { } slice)
        {
            return null;
        }

        PropertyBag bag = new PropertyBag().Add("driver", "raw").Add("file", image.StorageName).Add("offset", slice.Offset).Add("size", slice.Size);
        return AddCommon(bag, image, name, isEffective: image.FormatName is null, rules);
    }

    /// <summary>Null where the image has no format node.</summary>
    public static PropertyBag? Format(ImageNode image, Compatibility rules)
    {
        if (image.FormatName is not { } name)
        {
            return null;
        }

        PropertyBag bag = AddCommon(new PropertyBag(), image, name, isEffective: true, rules);
        bag.Add("driver", Driver(image));
        if (image.IsLuksRaw)
        {
            if (image.EncryptionSecrets.Count == 0)
            {
                throw DomainException.Operation("missing secret info for 'luks' driver", image.Source.Position);
            }

            bag.Add("key-secret", image.EncryptionSecrets[0].Id);
        }
        else if (image.Format is StorageFormat.Qcow or StorageFormat.Qcow2)
        {
            bag.Add("encrypt", QcowEncryption(image));
        }

        if (image.Format == StorageFormat.Qcow2)
        {
            bag.AddPositive("cache-size", image.Source.MetadataCacheMaxSize).Add("discard-no-unref", image.DiscardNoUnref)
                .Add("data-file", image.DataFile?.EffectiveName);
        }

        bag.Add("file", image.SliceName ?? image.StorageName);
        AddBacking(bag, image);
        return bag;
    }

    /// <summary><c>encrypt</c> of qcow and qcow2; null where the image is not encrypted.</summary>
    public static PropertyBag? QcowEncryption(ImageNode image) =>
        image.HasQemuLuks && image.EncryptionSecrets.Count > 0
            ? new PropertyBag().Add("format", "luks").Add("key-secret", image.EncryptionSecrets[0].Id)
            : null;

    public static PropertyBag CopyOnRead(DiskNodes nodes) => new PropertyBag()
        .Add("driver", "copy-on-read").Add("node-name", nodes.CopyOnRead).Add("file", nodes.Top!.EffectiveName).Add("discard", "unmap");

    public static PropertyBag ThrottleFilter(string name, string group, string below, Compatibility rules) => new PropertyBag()
        .Add("driver", "throttle").Add("node-name", name).Add("throttle-group", "throttle-" + group).Add("file", below)
        .Add("discard", rules.ThrottleFilterDiscards ? "unmap" : null);

    private static PropertyBag AddCommon(PropertyBag bag, ImageNode image, string name, bool isEffective, Compatibility rules)
    {
        bag.Add("node-name", name);
        bool cacheComesFirst = !isEffective && !rules.CacheComesLast;
        if (cacheComesFirst)
        {
            bag.Add("cache", Cache(image.Cache));
        }

        if (isEffective)
        {
            bag.Add("read-only", image.ReadOnly);
            bag.Add("discard", image.Discard is DiskDiscard.Unmap or DiskDiscard.Ignore ? DiskDiscard.Names[image.Discard.Value] : null);
            bag.Add("detect-zeroes", DetectZeroes(image));
        }
        else if (image.FdGroup is { Fds.Count: 1 } group)
        {
            // QEMU cannot reopen a single descriptor for writing, so its mode is told at once
            bag.Add("read-only", !group.Writable && image.ReadOnly).Add("discard", "unmap");
        }
        else
        {
            bag.Add("auto-read-only", true).Add("discard", "unmap");
        }

        return cacheComesFirst ? bag : bag.Add("cache", Cache(image.Cache));
    }

    private static string? DetectZeroes(ImageNode image) => image.DetectZeroes switch
    {
        DiskDetectZeroes.Off => "off",
        DiskDetectZeroes.Unmap when image.Discard == DiskDiscard.Unmap => "unmap",
        DiskDetectZeroes.On or DiskDetectZeroes.Unmap => "on",
        _ => null,
    };

    private static PropertyBag? Cache(DiskCache? cache)
    {
        if (cache is null or DiskCache.Default)
        {
            return null;
        }

        return new PropertyBag().Add("direct", cache is DiskCache.None or DiskCache.DirectSync).Add("no-flush", cache == DiskCache.Unsafe);
    }

    private static string Driver(ImageNode image) => image.Format switch
    {
        StorageFormat.Raw => image.IsLuksRaw ? "luks" : "raw",
        StorageFormat.Fat => "raw",
        StorageFormat.Ploop => "parallels",
        StorageFormat.Vhd => "vhdx",
        StorageFormat.Cow or StorageFormat.Iso or StorageFormat.Dir =>
            throw DomainException.Internal($"mishandled storage format '{StorageFormat.Names[image.Format]}'", image.Source.Position),
        _ => StorageFormat.Names[image.Format],
    };

    private static void AddBacking(PropertyBag bag, ImageNode image)
    {
        if (image.Format is StorageFormat.Qcow or StorageFormat.Qcow2 or StorageFormat.Qed or StorageFormat.Vmdk)
        {
            if (image.Backing is { } backing)
            {
                bag.Add("backing", backing.EffectiveName);
            }
            else if (image.IsChainEnd)
            {
                bag.AddNull("backing");
            }
        }
        else if (image.Backing is not null)
        {
            throw DomainException.Internal(
                $"storage format '{StorageFormat.Names[image.Format]}' does not support backing store", image.Source.Position);
        }
    }
}
