using VirshLite.DomainParser.Model;
using VirshLite.Runner.Native;
using VirshLite.Translator.Storage;

namespace VirshLite.Runner.Guests;

/// <summary>What a disk's file says of itself: bytes for the guest, bytes that the file takes up, and its length.</summary>
public sealed record DiskUsage(ulong Capacity, ulong Allocated, ulong Length)
{
    /// <summary>null where the disk is no file or block device of this host, or is not there.</summary>
    public static DiskUsage? Of(Disk disk)
    {
        if (disk.Source is not { Type: StorageType.File or StorageType.Block, Path: { } path } || FileStatus.Of(path) is not { } status)
        {
            return null;
        }

        StorageFormat format = disk.Source.Format ?? StorageFormat.Raw;
        ulong length = disk.Source.Type == StorageType.Block ? ImageFiles.LengthOf(path) ?? 0 : status.Size;
        byte[] start = ImageFiles.ReadStart(path, ImageSizes.BytesNeeded) ?? [];
        bool hasHeader = format == StorageFormat.Raw || start.Length >= 64;
        ulong capacity = hasHeader ? ImageSizes.VirtualSize(start, format, length) ?? length : length;
        return new DiskUsage(capacity, disk.Source.Type == StorageType.Block ? length : status.AllocatedBytes, length);
    }

    /// <summary>Length of the file on the host; null where there is none.</summary>
    public static ulong? LengthOf(string path) => FileStatus.Of(path)?.Size;
}
