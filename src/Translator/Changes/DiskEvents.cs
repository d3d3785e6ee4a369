using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Events;

namespace VirshLite.Translator.Changes;

/// <summary>Events of disks that are told: I/O errors and thresholds (live-changes.md 14).</summary>
internal static class DiskEvents
{
    public static IEnumerable<DomainEvent> On(Domain live, string name, JsonElement data) => name switch
    {
        "BLOCK_IO_ERROR" => IoError(live, data),
        "BLOCK_WRITE_THRESHOLD" when Text(data, "node-name") is { } node && data.TryGetProperty("write-threshold", out JsonElement threshold)
            && data.TryGetProperty("amount-exceeded", out JsonElement excess) => Threshold(live, node, threshold.GetUInt64(), excess.GetUInt64()),
        "BLOCK_JOB_READY" or "BLOCK_JOB_COMPLETED" or "BLOCK_JOB_CANCELLED" when Text(data, "device") is { } job => Job(live, name, job, data),
        _ => [],
    };

    /// <summary>The jobs of this program and of libvirt name their disk: <c>copy-vda-libvirt-1-storage</c>.</summary>
    private static IEnumerable<DomainEvent> Job(Domain live, string name, string id, JsonElement data)
    {
        string[] words = id.Split('-');
        if (words.Length < 3 || live.Disks.Find(d => d.TargetDev == words[1]) is not { } disk)
        {
            return [];
        }

        string? job = words[0] switch
        {
            "pull" => "Block Pull",
            "copy" => "Block Copy",
            "commit" => disk.Mirror?.Job == MirrorJob.ActiveCommit ? "Active Block Commit" : "Block Commit",
            "backup" => "Backup",
            _ => null,
        };
        string state = name switch
        {
            "BLOCK_JOB_READY" => "ready",
            "BLOCK_JOB_CANCELLED" => "canceled",
            _ => data.TryGetProperty("error", out _) ? "failed" : "completed",
        };

        // a guest that was moved to its copy has it as its image from then on
        StorageSource image = state == "completed" && disk.Mirror is { Ready: MirrorReady.Pivot } mirror ? mirror.Source : disk.Source;
        return job is null ? [] : DomainEvents.BlockJob(image.Path ?? "", disk.TargetDev, job, state);
    }

    private static IEnumerable<DomainEvent> IoError(Domain live, JsonElement data)
    {
        string device = Text(data, "device") is { Length: > 0 } named ? named : Text(data, "qom-path") ?? "";
        Disk? disk = live.Disks.Find(d => d.Alias is { } alias && (device == alias || device.Split('/').Contains(alias)))
            ?? live.Disks.Find(d => Find(d, Text(data, "node-name") ?? "") is not null);
        string action = Text(data, "action") switch { "stop" => "pause", "ignore" => "none", var other => other ?? "none" };
        string reason = data.TryGetProperty("nospace", out JsonElement full) && full.ValueKind == JsonValueKind.True ? "enospc" : "";
        return DomainEvents.IoError(disk?.Source.Path ?? "", disk?.Alias ?? "", action, reason);
    }

    /// <summary>The top image is told by the disk's name too.</summary>
    private static IEnumerable<DomainEvent> Threshold(Domain live, string node, ulong threshold, ulong excess)
    {
        foreach (Disk disk in live.Disks)
        {
            if (Find(disk, node) is not { } image)
            {
                continue;
            }

            string path = image.Path ?? "";
            if (image == disk.Source)
            {
                yield return DomainEvents.BlockThreshold(disk.TargetDev, path, threshold, excess);
            }

            yield return DomainEvents.BlockThreshold($"{disk.TargetDev}[{image.Index}]", path, threshold, excess);
        }
    }

    /// <summary>The image of a disk that a node of QEMU's belongs to.</summary>
    private static StorageSource? Find(Disk disk, string node)
    {
        for (StorageSource? image = disk.Source; image is not null; image = image.Backing)
        {
            if (image.Index != 0 && (node == $"libvirt-{image.Index}-storage" || node == $"libvirt-{image.Index}-format"))
            {
                return image;
            }
        }

        return null;
    }

    private static string? Text(JsonElement data, string name) =>
        data.TryGetProperty(name, out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString() : null;
}
