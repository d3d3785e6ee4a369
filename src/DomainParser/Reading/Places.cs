namespace VirshLite.DomainParser.Reading;

/// <summary>The element that a well-known one belongs into: for those who put it into the wrong one.</summary>
internal static class Places
{
    private static readonly Dictionary<string, string> Parents = Make(
        ("features",
            "acpi apic pae hyperv kvm pvspinlock pmu vmport gic smm ioapic hpt htm nested-hv vmcoreinfo msrs ccf-assist xen cfpc sbbc ibs tcg async-teardown "
            + "ras ps2 aia hap viridian privnet"),
        ("os", "loader nvram kernel initrd cmdline dtb shim bootmenu smbios bios firmware boot"),
        ("cpu", "topology maxphysaddr numa"),
        ("clock", "timer"),
        ("memoryBacking", "hugepages nosharepages locked allocation"),
        ("cputune",
            "vcpupin emulatorpin iothreadpin shares period quota global_period global_quota emulator_period emulator_quota iothread_period iothread_quota "
            + "vcpusched cachetune memorytune"),
        ("memtune", "hard_limit soft_limit swap_hard_limit min_guarantee"),
        ("pm", "suspend-to-mem suspend-to-disk"),
        ("domain", "vcpu currentMemory memoryBacking cputune numatune clock features os on_poweroff on_reboot on_crash pm seclabel uuid name title description"),
        ("devices",
            "emulator disk controller lease filesystem interface hostdev smartcard parallel serial console channel input graphics sound audio video watchdog "
            + "memballoon rng crypto tpm hub redirdev panic shmem iommu vsock pstore"));

    /// <summary>Null where it has several places, or none that is known.</summary>
    public static string? Of(string element) => Parents.GetValueOrDefault(element);

    private static Dictionary<string, string> Make(params ReadOnlySpan<(string Parent, string Children)> places)
    {
        var parents = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach ((string parent, string children) in places)
        {
            foreach (string child in children.Split(' '))
            {
                parents[child] = parent;
            }
        }

        return parents;
    }
}
