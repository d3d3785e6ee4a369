using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>The image that a disk is copied into (guest-state.md 4.4).</summary>
internal static class BlockCopyTarget
{
    /// <param name="live">The guest's disks.</param>
    /// <param name="disk">The one that is copied.</param>
    /// <param name="request">Where to, and how.</param>
    /// <param name="context">Of the guest.</param>
    /// <param name="number">A number for its nodes.</param>
    /// <exception cref="DomainException">It cannot be copied there.</exception>
    public static NewImage Of(GuestDisks live, LiveDisk disk, CopyRequest request, TranslationContext context, Func<uint> number)
    {
        CheckPath(request);
        StorageFormat format = request.Target.Format ?? (StorageFormat.Names.TryParse(disk.Top.Driver, out StorageFormat own) ? own : StorageFormat.Raw);
        Check(disk, request, format);
        LiveImage? backing = request.Shallow && disk.Images.Count > 1 ? disk.Images[1] : null;
        return new NewImage(request.Target, format, number(), disk.Disk, context)
        {
            Capacity = live.Nodes[disk.Top.Node]?.Capacity ?? 0,
            ClusterSize = format == StorageFormat.Qcow2 ? live.Nodes[disk.Top.Node]?.ClusterSize ?? 0 : 0,
            RecordedBacking = backing,
            Backing = backing,
            Exists = request.Reuse,
        };
    }

    public static void CheckPath(CopyRequest request)
    {
        if (request.Target.Path?.StartsWith('/') != true)
        {
            throw new GuestException("invalid argument: absolute path must be used as block copy target");
        }
    }

    private static void Check(LiveDisk disk, CopyRequest request, StorageFormat format)
    {
        string path = request.Target.Path!;
        if (request.Shallow && format == StorageFormat.Raw && disk.Images.Count > 1)
        {
            throw new GuestException($"invalid argument: shallow copy of disk '{disk.Target}' into a raw file is not possible");
        }

        bool exists = File.Exists(path);
        if (exists && !request.Reuse && request.Target.Type == StorageType.File && new FileInfo(path).Length > 0)
        {
            throw new GuestException($"unsupported configuration: external destination file for disk {disk.Target} already exists and is not a block device: {path}");
        }

        if (!exists && request.Reuse)
        {
            throw new GuestException($"missing destination file for disk {disk.Target}: {path}: No such file or directory");
        }
    }
}
