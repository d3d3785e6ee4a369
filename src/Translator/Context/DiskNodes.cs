namespace VirshLite.Translator.Context;

/// <summary>What stands between a disk's images and its device.</summary>
public sealed class DiskNodes
{
    /// <summary>The top image; null for an empty drive and for vhost-user disks.</summary>
    public ImageNode? Top { get; set; }

    /// <summary>Name of the copy-on-read node; null where there is none.</summary>
    public string? CopyOnRead { get; set; }

    /// <summary>Throttle filters with their groups, the lowest first.</summary>
    public List<(string Name, string Group)> Filters { get; } = [];

    /// <summary>The disk is plugged in only once the guest runs: it stays off the command line.</summary>
    public bool IsPluggedLater { get; set; }

    /// <summary>The node that the device uses; null where the drive is empty.</summary>
    public string? DriveNode => Top is null ? null : Filters.Count > 0 ? Filters[^1].Name : CopyOnRead ?? Top.EffectiveName;
}
