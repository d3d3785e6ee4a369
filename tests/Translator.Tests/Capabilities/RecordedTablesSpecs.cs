using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.Tests.Capabilities;

/// <summary>Machines, CPU models, the host's CPU and platform facts of the recorded sessions (capabilities.md 3, 4, 5).</summary>
public class RecordedTablesSpecs
{

    [SkippableTheory]
    [MemberData(nameof(Recording.Names), MemberType = typeof(Recording))]
    public void Every_recorded_question_is_asked(string name)
    {
        Recording recording = Recording.Of(name);
        IReadOnlyList<RecordedSession> runs = RecordedSession.Runs(File.ReadAllBytes(recording.Path));
        CapabilityProbe.Run("/usr/bin/qemu", runs[0], () => runs[^1], recording.IsHvf);

        // types tell as much of TPMs
        runs.SelectMany(r => r.Unused).Distinct().ShouldBeSubsetOf(["query-tpm-models", "query-tpm-types"]);
    }

    [SkippableTheory]
    [MemberData(nameof(Recording.Names), MemberType = typeof(Recording))]
    public void Tables_are_there_for_the_types_that_the_binary_runs(string name)
    {
        QemuCapabilities capabilities = Recording.Of(name).Capabilities;
        foreach (DomainType type in Enum.GetValues<DomainType>())
        {
            (capabilities.Accelerator(type).Machines.Count > 0).ShouldBe(capabilities.SupportsType(type), type.ToString());
            capabilities.FindMachine(type, "none").ShouldBeNull();
        }
    }

    [SkippableTheory]
    [InlineData("10.0.0_x86_64", "pc-i440fx-10.0", "q35", "pc-q35-10.0")]
    [InlineData("8.2.0_aarch64", "virt-8.2", "virt", "virt-8.2")]
    [InlineData("9.1.0_riscv64", "virt", "virt", "virt")]
    [InlineData("10.0.0_s390x", "s390-ccw-virtio-10.0", "s390-ccw-virtio", "s390-ccw-virtio-10.0")]
    [InlineData("7.1.0_ppc64", "pseries-7.1", "pseries", "pseries-7.1")]
    [InlineData("9.0.0_sparc", "SS-5", "SS-10", "SS-10")]
    [InlineData("7.2.0_ppc", "g3beige", "mac99", "mac99")]
    public void Default_machines_and_aliases(string name, string defaultMachine, string alias, string canonical)
    {
        QemuCapabilities capabilities = Recording.Of(name).Capabilities;
        capabilities.DefaultMachine(DomainType.Qemu)!.Name.ShouldBe(defaultMachine);
        capabilities.CanonicalMachineName(DomainType.Qemu, alias).ShouldBe(canonical);
    }

    [SkippableFact]
    public void Without_aliases_the_short_name_stays_and_the_versioned_one_is_still_there()
    {
        QemuCapabilities recorded = Recording.Of("10.0.0_x86_64").Capabilities;
        QemuCapabilities capabilities = recorded.WithoutMachineAliases();
        capabilities.DefaultMachine(DomainType.Kvm)!.Name.ShouldBe("pc");
        capabilities.CanonicalMachineName(DomainType.Kvm, "q35").ShouldBe("q35");
        QemuMachine versioned = capabilities.FindMachine(DomainType.Kvm, "pc-q35-10.0").ShouldNotBeNull();
        versioned.ShouldBe(recorded.FindMachine(DomainType.Kvm, "pc-q35-10.0")! with { Alias = null });
        capabilities.FindMachine(DomainType.Kvm, "pc-i440fx-10.0")!.IsDefault.ShouldBeFalse();
    }

    [SkippableFact]
    public void Machine_data_is_read_whole()
    {
        QemuMachine machine = Recording.Of("9.1.0_x86_64").Capabilities.FindMachine(DomainType.Kvm, "pc-q35-9.1").ShouldNotBeNull();
        machine.ShouldBe(new QemuMachine("pc-q35-9.1", "q35", false, 4096, true, "qemu64-x86_64-cpu", false, "pc.ram", false, true));
        Recording.Of("7.2.0_x86_64").Capabilities.FindMachine(DomainType.Kvm, "pc-q35-7.2")!.Acpi.ShouldBeNull();
        Recording.Of("10.0.0_s390x").Capabilities.DefaultMachine(DomainType.Kvm)!.Acpi.ShouldBe(false);
    }

    [SkippableFact]
    public void Power_models_have_libvirt_spelling_and_the_host_type_belongs_to_POWER9()
    {
        AcceleratorCapabilities tables = Recording.Of("7.1.0_ppc64").Capabilities.Accelerator(DomainType.Kvm);
        tables.FindCpuByType("host-powerpc64-cpu")!.Name.ShouldBe("POWER9");
        tables.FindCpu("power8").ShouldBeNull();
        tables.HostCpu.ShouldBeNull();
    }

    [SkippableTheory]
    [MemberData(nameof(Recording.X86Names), MemberType = typeof(Recording))]
    public void Invtsc_is_the_feature_that_does_not_migrate(string name)
    {
        QemuCapabilities capabilities = Recording.Of(name).Capabilities;
        HostCpuExpansion host = capabilities.Accelerator(capabilities.MainType).HostCpu.ShouldNotBeNull();
        host.MigratabilityKnown.ShouldBeTrue();
        host.Properties.Where(x => x.Migratable == false).Select(x => x.Name).ShouldBe(["invtsc"]);
        host.Find("invtsc")!.Value.Boolean.ShouldBeTrue();
        capabilities.Accelerator(DomainType.Qemu).HostCpu!.Properties.ShouldNotContain(x => x.Migratable == false);
    }

    [SkippableTheory]
    [InlineData("8.2.0_armv7l")]
    [InlineData("9.1.0_riscv64")]
    public void A_binary_without_accelerator_has_no_host_cpu(string name)
    {
        Recording.Of(name).Capabilities.Accelerator(DomainType.Qemu).HostCpu.ShouldBeNull();
    }

    [SkippableFact]
    public void Deprecated_properties_come_from_the_full_expansion()
    {
        QemuCapabilities capabilities = Recording.Of("10.0.0_s390x").Capabilities;
        capabilities.Accelerator(DomainType.Qemu).HostCpu!.DeprecatedProperties.ShouldBe(["bpb", "te", "cte", "csske"]);
        capabilities.Accelerator(DomainType.Kvm).HostCpu!.ModelName.ShouldBe("gen16a-base");
        capabilities.VersionText.ShouldBe("9.2.50");
    }

    [SkippableFact]
    public void Interrupt_controllers()
    {
        QemuCapabilities capabilities = Recording.Of("9.2.0_aarch64+hvf").Capabilities;
        capabilities.Gic.Select(x => x.Version).ShouldBe([3, 2]);
        capabilities.SupportsGic(DomainType.Qemu, 3).ShouldBeTrue();
        capabilities.SupportsGic(DomainType.Hvf, 3).ShouldBeFalse();
        capabilities.WithGic([new(2, true, true)]).SupportsGic(DomainType.Kvm, 2).ShouldBeTrue();
    }

    [SkippableFact]
    public void Sev_and_sgx()
    {
        SevCapability sev = Recording.Of("10.0.0_x86_64+amdsev").Capabilities.Sev.ShouldNotBeNull();
        (sev.Cbitpos, sev.ReducedPhysBits).ShouldBe((51u, 1u));
        SgxCapability sgx = Recording.Of("7.0.0_x86_64").Capabilities.Sgx.ShouldNotBeNull();
        sgx.SectionSizeKiB.ShouldBe(524288ul);
        sgx.Sections.ShouldBe([new(0, 262144), new(1, 262144)]);
        Recording.Of("10.0.0_x86_64").Capabilities.Sev.ShouldBeNull();
    }

    [SkippableFact]
    public void Hyperv_enlightenments_need_a_QEMU_that_expands_the_host()
    {
        Recording.Of("7.2.0_x86_64").Capabilities.HypervEnlightenments.ShouldBeEmpty();
        Recording.Of("10.0.0_x86_64").Capabilities.HypervEnlightenments.ShouldBe(
        [
            "relaxed", "vapic", "spinlocks", "vpindex", "runtime", "synic", "stimer", "reset", "vendor_id", "frequencies", "reenlightenment", "tlbflush", "ipi",
            "avic", "emsr_bitmap", "xmm_input",
        ]);
    }

    [SkippableFact]
    public void Facts_are_taken_away_and_added_by_what_they_are_in_QEMU()
    {
        QemuCapabilities capabilities = Recording.Of("10.0.0_x86_64")
            .Capabilities.WithFacts(["chardev-json", "object:sev-guest"], ["device:piix3-usb-uhci", "accel:kvm"]);
        capabilities.Has(Flags.ChardevJson).ShouldBeTrue();
        capabilities.Has(Flags.SevGuest).ShouldBeTrue();
        capabilities.Has(Flags.Piix3UsbUhci).ShouldBeFalse();
        capabilities.SupportsType(DomainType.Kvm).ShouldBeFalse();
        Should.Throw<ArgumentException>(() => capabilities.WithFacts(["device:no-such-thing"], []));
    }
}
