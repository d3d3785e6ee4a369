using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Storage;

/// <summary>Puts into a disk what its images came to when they were opened: node numbers, the chain that headers named (live-changes.md 2.8).</summary>
public static class LiveImages
{
    /// <summary>All disks of a domain that is about to run.</summary>
    internal static void RecordAll(TranslationContext context)
    {
        foreach (Disk disk in context.Domain.Disks)
        {
            DiskNodes nodes = context.Storage.Of(disk);
            if (nodes.Top is { } top && disk.Bus != DiskBus.Sd)
            {
                Record(disk, top);
            }

            RecordReservations(disk, context.Paths.DomainDirectory);
        }
    }

    public static void Record(Disk disk, ImageNode top)
    {
        StorageSource source = disk.Source;
        for (ImageNode? image = top; image is not null; image = image.Backing)
        {
            source.Index = NumberOf(image.StorageName);
            if (image.DataFile is { } data)
            {
                source.DataStore ??= data.Source;
                source.DataStore.Index = NumberOf(data.StorageName);
            }

            if (image.Backing is null)
            {
                source.IsChainEnd = true;
                return;
            }

            source = source.Backing ??= image.Backing.Source;
        }
    }

    /// <summary>A helper of the guest's own has its socket in the guest's directory.</summary>
    public static void RecordReservations(Disk disk, string directory)
    {
        for (StorageSource? source = disk.Source; source is not null; source = source.Backing)
        {
            if (source.Reservations is { Managed: true } reservations)
            {
                reservations.Path ??= directory + "/pr-helper0.sock";
            }
        }
    }

    /// <summary>The names of an image's nodes in the order in which they are taken out: the format, then what it stands on.</summary>
    public static IEnumerable<string> NodesTopDown(ImageNode image)
    {
        for (ImageNode? at = image; at is not null; at = at.Backing)
        {
            foreach (string? name in (IEnumerable<string?>)[at.FormatName, at.SliceName, at.StorageName])
            {
                if (name is not null)
                {
                    yield return name;
                }
            }

            if (at.DataFile is { } data)
            {
                foreach (string name in NodesTopDown(data))
                {
                    yield return name;
                }
            }
        }
    }

    /// <summary>The same for an image that runs, by the numbers in its XML; images without a number have no nodes.</summary>
    internal static IEnumerable<string> NodesOf(StorageSource top, TranslationContext context)
    {
        for (StorageSource? source = top; source is not null; source = source.Backing)
        {
            if (source.Index == 0 || source.IsEmpty)
            {
                continue;
            }

            string prefix = string.Create(CultureInfo.InvariantCulture, $"libvirt-{source.Index}");
            var image = new ImageNode(source, prefix + "-storage") { Format = source.Format ?? StorageFormat.Raw };
            if (ImagePreparation.NeedsFormatNode(image, context))
            {
                yield return prefix + "-format";
            }

            if (source.Slice is not null)
            {
                yield return prefix + "-slice-sto";
            }

            yield return prefix + "-storage";
        }
    }

    /// <summary>The name of the node that a device uses for an image that runs; null where the drive is empty.</summary>
    internal static string? TopNodeOf(StorageSource source, TranslationContext context) => NodesOf(source, context).FirstOrDefault();

    /// <summary>The N of libvirt-N-storage.</summary>
    private static uint NumberOf(string node) =>
        uint.TryParse(node.Split('-')[1], NumberStyles.None, CultureInfo.InvariantCulture, out uint number) ? number : 0;
}
