namespace VirshLite.Runner.Hosts.Devices;

/// <summary>One PCI function in sysfs; <paramref name="address"/> is its name there.</summary>
internal sealed class HostPciFunction(DeviceHost host, string address)
{
    public string Address { get; } = address;

    public string Directory { get; } = "/sys/bus/pci/devices/" + address;

    public bool Exists => host.Files.Exists(Directory);

    /// <summary>The driver that has it; null where none has.</summary>
    public string? Driver => host.Files.LinkName(Directory + "/driver");

    /// <summary>Number of its IOMMU group; null where there is no IOMMU for it.</summary>
    public string? Group => host.Files.LinkName(Directory + "/iommu_group");

    /// <summary>PCI-to-PCI and CardBus bridges stay with their drivers: a group is viable with them.</summary>
    public bool IsBridge => host.Files.Line(Directory + "/class") is { } type
        && (type.StartsWith("0x0604", StringComparison.Ordinal) || type.StartsWith("0x0607", StringComparison.Ordinal)
            || type.StartsWith("0x0609", StringComparison.Ordinal));

    /// <summary>All functions of its group, itself among them.</summary>
    public IEnumerable<HostPciFunction> GroupMembers() =>
        host.Files.Names($"/sys/kernel/iommu_groups/{Group}/devices").Select(name => new HostPciFunction(host, name));

    /// <summary>A driver that serves user space: vfio-pci and its variants (mlx5_vfio_pci …).</summary>
    public static bool IsVfio(string? driver) => driver?.Contains("vfio", StringComparison.Ordinal) == true;
}
