using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.State;

/// <summary>A new image of a running guest: its file, its nodes, its format (guest-state.md 3.3).</summary>
public sealed class NewImage
{
    private readonly ImageNode image;
    private readonly TranslationContext context;

    /// <param name="source">Where it is to be; a local file or device.</param>
    /// <param name="format">Its format.</param>
    /// <param name="number">The number of its nodes.</param>
    /// <param name="disk">Whose cache mode and the like it takes; null: none's.</param>
    /// <param name="context">Of the guest.</param>
    public NewImage(StorageSource source, StorageFormat format, uint number, Disk? disk, TranslationContext context)
    {
        this.context = context;
        source.Format = format;
        string prefix = "libvirt-" + number.ToString(CultureInfo.InvariantCulture);
        image = ImagePreparation.Prepare(source, prefix, readOnly: false, context, alwaysFormat: true);
        if (disk is not null)
        {
            DiskImages.WithDiskSettings(image, disk);
        }
    }

    /// <summary>Bytes of the virtual disk.</summary>
    public required ulong Capacity { get; init; }

    /// <summary>Bytes of a cluster; 0 = as QEMU chooses.</summary>
    public ulong ClusterSize { get; init; }

    /// <summary>The image whose name the new one writes into itself; null: none.</summary>
    public LiveImage? RecordedBacking { get; init; }

    /// <summary>The node that the new one reads through from the beginning; null: none.</summary>
    public LiveImage? Backing { get; init; }

    /// <summary>The file is there, with its format in it.</summary>
    public bool Exists { get; init; }

    /// <summary>What stays of it in the guest.</summary>
    public LiveImage Live => new(image.EffectiveName, image.StorageName, image.Source.Path!, StorageFormat.Names[image.Format]);

    public StorageSource Source => image.Source;

    /// <summary>Makes it and adds its nodes; taken back as long as the plan is under way.</summary>
    public IEnumerable<PlanStep> Steps()
    {
        string path = image.Source.Path!;
        bool isFile = image.Source.Type == StorageType.File;
        if (!Exists && isFile)
        {
            yield return new PatchFile(path, 0, [])
            {
                Creates = true,
                Size = image.Format == StorageFormat.Raw ? Capacity : null,
                ForQemu = true,
                Purpose = $"failed to create image file '{path}'",
                Undo = [new RemoveFile(path)],
                UndoAt = UndoTime.Failure,
            };
        }

        yield return Add(StorageNodes.Storage(image, context), image.StorageName);
        ImageNode? recorded = RecordedBacking is null ? null : ImageReopening.Node(RecordedBacking);
        if (!Exists && ImageCreation.Format(image, Capacity, context.Host, recorded, ClusterSize) is { } options)
        {
            string job = "create-" + image.EffectiveName;
            yield return new QmpStep("blockdev-create", new PropertyBag().Add("job-id", job).Add("options", options))
            {
                Undo = [new QmpStep("job-dismiss", new PropertyBag().Add("id", job)) { IgnoreErrors = true }],
                UndoAt = UndoTime.Failure,
            };
            yield return new WaitForJob(job) { Purpose = $"internal error: creating '{path}'" };
            yield return new QmpStep("job-dismiss", new PropertyBag().Add("id", job));
        }

        image.IsChainEnd = Backing is null;
        image.Backing = Backing is { } below ? ImageReopening.Node(below) : null;
        yield return Add(StorageNodes.Format(image, context.Rules)!, image.EffectiveName);
    }

    /// <summary>Removes its nodes again, and its file where <paramref name="withFile"/>.</summary>
    public static IEnumerable<PlanStep> Removal(LiveImage image, bool withFile)
    {
        foreach (string node in image.Nodes)
        {
            yield return Delete(node);
        }

        if (withFile && image.File.StartsWith('/'))
        {
            yield return new RemoveFile(image.File);
        }
    }

    private static QmpStep Add(PropertyBag properties, string node) => new("blockdev-add", properties) { Undo = [Delete(node)], UndoAt = UndoTime.Failure };

    private static QmpStep Delete(string node) => new("blockdev-del", new PropertyBag().Add("node-name", node)) { IgnoreErrors = true };
}
