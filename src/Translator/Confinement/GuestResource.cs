using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Confinement;

/// <summary>A path of the host that QEMU opens by itself, and what is known of it before anything is looked at.</summary>
public sealed record GuestResource(ResourceKind Kind, string Path)
{
    /// <summary>&lt;seclabel&gt; of this source.</summary>
    public IReadOnlyList<DeviceSecLabel> SecLabels { get; init; } = [];

    /// <summary>Those of the disk's top image: they count for layers that say nothing of that model themselves.</summary>
    public IReadOnlyList<DeviceSecLabel> InheritedSecLabels { get; init; } = [];

    /// <summary>The guest only reads it.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>Other guests use it at the same time.</summary>
    public bool IsShareable { get; init; }

    /// <summary>It lies below another image: never written to, and shared by whoever stands on it.</summary>
    public bool IsBelow { get; init; }

    /// <summary>No XML names it: the header of the image at this path does, which a guest may have written.</summary>
    public string? NamedBy { get; init; }

    /// <summary>A socket that is made for QEMU: there is nothing to label where it is not there yet.</summary>
    public bool OnlyWhereThere { get; init; }

    /// <summary>A node that others of the host use too: it changes only where QEMU has a /dev of its own.</summary>
    public bool OnlyInPrivateDev { get; init; }

    /// <summary>What a driver is told about this path: its own word, else the top image's; null where neither names the driver.</summary>
    /// <param name="model">selinux, apparmor or dac.</param>
    /// <param name="isMain">That driver comes first: a label without a model is about it.</param>
    public DeviceSecLabel? LabelOf(string model, bool isMain) => Find(SecLabels, model, isMain) ?? Find(InheritedSecLabels, model, isMain);

    private static DeviceSecLabel? Find(IReadOnlyList<DeviceSecLabel> labels, string model, bool isMain) =>
        labels.FirstOrDefault(l => l.Model == model || (l.Model is null && isMain));
}
