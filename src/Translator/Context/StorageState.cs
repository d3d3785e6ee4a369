using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Context;

/// <summary>What the preparation of a start has found out about storage; the arguments are made from it.</summary>
public sealed class StorageState
{
    private readonly Dictionary<Disk, DiskNodes> disks = [];
    private readonly Dictionary<Hostdev, ImageNode> hostdevs = [];
    /// <summary>The last number that block nodes of the guest got: 0 before a start; a guest that runs goes on from it.</summary>
    public uint LastNumber { get; set; }

    /// <summary>The next number for block nodes; counts from 1 over the whole run of a guest (storage.md 2.2).</summary>
    public uint TakeNumber() => ++LastNumber;

    public void Add(Disk disk, DiskNodes nodes) => disks.Add(disk, nodes);

    public void Add(Hostdev hostdev, ImageNode node) => hostdevs.Add(hostdev, node);

    public DiskNodes Of(Disk disk) => disks[disk];

    /// <summary>The top image of a disk, with those below it; null where nothing was prepared, or the drive is empty.</summary>
    public ImageNode? TopOf(Disk disk) => disks.GetValueOrDefault(disk)?.Top;

    public ImageNode Of(Hostdev hostdev) => hostdevs[hostdev];

    /// <summary>A node's name, e.g. libvirt-3-storage.</summary>
    /// <exception cref="DomainException">QEMU takes at most 31 characters.</exception>
    public static string NodeName(uint number, string layer) => Checked(string.Create(CultureInfo.InvariantCulture, $"libvirt-{number}-{layer}"));

    public static string Checked(string name) =>
        name.Length < 32 ? name : throw DomainException.Internal($"node-name '{name}' too long for qemu: 31 characters would be right");
}
