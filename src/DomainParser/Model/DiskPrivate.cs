namespace VirshLite.DomainParser.Model;

/// <summary>&lt;privateData&gt; of a disk in a guest's status: QEMU's names for what lies between the device and its image (host-takeover.md 5).</summary>
public sealed class DiskPrivate
{
    /// <summary>The device's id or path in QEMU, as I/O errors and the list of block devices name it.</summary>
    public string? QomName { get; set; }

    /// <summary>Node that copies what is read.</summary>
    public string? CopyOnReadNode { get; set; }

    /// <summary>Nodes of throttle filters, the lowest first.</summary>
    public List<ThrottleNode> ThrottleNodes { get; } = [];
}

/// <summary>The node of one throttle filter.</summary>
/// <param name="Node">Its name.</param>
/// <param name="Group">The throttle group.</param>
public sealed record ThrottleNode(string Node, string Group);
