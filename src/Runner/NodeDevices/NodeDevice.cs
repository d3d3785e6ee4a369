using System.Xml.Linq;

namespace VirshLite.Runner.NodeDevices;

/// <summary>A device of this host as libvirt tells of it (formatnode).</summary>
/// <param name="Name">libvirt's: <c>pci_0000_03_00_0</c>.</param>
/// <param name="Capability">Its <c>&lt;capability&gt;</c>.</param>
public sealed record NodeDevice(string Name, XElement Capability)
{
    /// <summary>Where it is in sysfs; null for the computer itself and for what is only defined.</summary>
    public string? Path { get; init; }

    /// <summary>Nodes in /dev, the device's own first, then links to it.</summary>
    public IReadOnlyList<string> Nodes { get; init; } = [];

    /// <summary>The name of the device that it is a part of; null for the computer.</summary>
    public string? Parent { get; init; }

    public string? Driver { get; init; }

    /// <summary>It is there now; false for a mediated device that is only defined.</summary>
    public bool IsActive { get; init; } = true;

    /// <summary>There is a definition: the computer itself, and mediated devices that mdevctl knows.</summary>
    public bool IsPersistent { get; init; }

    /// <summary>It comes with the host.</summary>
    public bool Autostart { get; init; }

    /// <summary>What it is: pci, net, storage …</summary>
    public string Kind => KindOf(Capability);

    /// <summary>What it is and what it can do besides: its capability and those in it.</summary>
    public IEnumerable<string> Kinds => [Kind, .. Capability.Elements("capability").Select(KindOf)];

    /// <summary>The name that sysfs has for it: 0000:03:00.0.</summary>
    public string? SysfsName => Path is null ? null : System.IO.Path.GetFileName(Path);

    /// <summary>libvirt's name: what it is and its words, all but letters and digits as underscores.</summary>
    public static string NameOf(string kind, params IEnumerable<string?> words) =>
        string.Concat(string.Join('_', [kind, .. words.Where(w => !string.IsNullOrEmpty(w))]).Select(c => char.IsAsciiLetterOrDigit(c) ? c : '_'));

    private static string KindOf(XElement capability) => capability.Attribute("type")?.Value ?? "";
}
