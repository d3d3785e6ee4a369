using VirshLite.DomainParser;

namespace VirshLite.Translator.Tests.Versions;

/// <summary>Words that came after libvirt 11.3: known from their version on, and refused before with that version (versions.md 2).</summary>
public class NewerWordSpecs
{
    private const string Disk = "<devices><disk type='file'><source file='/a'/>";

    [Theory]
    [InlineData("11.5", Disk + "<target dev='nvme0n1' bus='nvme'/><serial>S</serial></disk></devices>",
        "{\"driver\":\"nvme-ns\",\"bus\":\"nvme0\",\"nsid\":1,\"drive\":\"libvirt-1-storage\",\"id\":\"nvme0-0-0\"")]
    [InlineData("11.5", "<features><acpi/></features><devices><iommu model='amd'><driver intremap='on'/></iommu></devices>",
        "{\"driver\":\"amd-iommu\",\"pci-id\":\"iommu0\",\"intremap\":\"on\"}")]
    [InlineData("11.7", "<hwuuid>11111111-2222-3333-4444-555555555555</hwuuid>", "-uuid 11111111-2222-3333-4444-555555555555 ")]
    [InlineData("11.7", "<devices><video><model type='vga' edid='off'/></video></devices>", "\"edid\":false")]
    [InlineData(
        "11.9", "<devices><disk type='file'><driver><statistics><statistic interval='5'/></statistics></driver><source file='/a'/><target "
        + "dev='vda'/></disk></devices>", "\"stats-intervals\":[5]")]
    [InlineData("11.10", Disk + "<target dev='sda' bus='scsi' dpofua='on'/></disk></devices>", "\"dpofua\":true")]
    [InlineData("12.1", "<features><acpi/></features><devices><iommu model='virtio'><driver><granule mode='host'/></driver></iommu></devices>",
        "\"granule\":\"host\"")]
    [InlineData("12.1", "<devices><hostdev type='pci'><driver iommufd='yes'/><source><address bus='6'/></source></hostdev></devices>",
        "-object {\"qom-type\":\"iommufd\",\"id\":\"iommufd0\"}")]
    [InlineData("11.8", "<devices><hostdev type='pci'><source><address bus='6'/></source><acpi nodeset='1'/></hostdev></devices>",
        "{\"qom-type\":\"acpi-generic-initiator\",\"id\":\"gi0\",\"pci-dev\":\"hostdev0\",\"node\":1}")]
    [InlineData("12.7", "<iothreadids><iothread id='1'><poll weight='3'/></iothread></iothreadids>", "\"poll-weight\":3")]
    [InlineData("12.5", "<devices><video><model type='virtio' device='virtio-gpu'/></video></devices>", "\"driver\":\"virtio-gpu-pci\"")]
    public void From_its_version_on_a_word_acts(string since, string sections, string expected)
    {
        VersionGuest.Text(since, sections).ShouldContain(expected);
        VersionGuest.Text("12.8", sections).ShouldContain(expected);
        Should.Throw<DomainException>(() => VersionGuest.Text("11.3", sections)).Message.ShouldContain("since libvirt " + since);
    }

    [Theory]
    [InlineData("9.1", "<features><acpi/></features><devices><panic model='pvpanic'/></devices>")]
    [InlineData("9.1", "<devices><watchdog model='itco'/></devices>")]
    [InlineData("9.1", "<devices><interface type='user'><backend type='passt'/></interface></devices>")]
    [InlineData("9.2", "<devices><video><model type='virtio' blob='on'/></video></devices>")]
    [InlineData("9.3", "<cpu mode='host-passthrough'><maxphysaddr mode='passthrough' limit='39'/></cpu>")]
    [InlineData("9.4", "<devices><sound model='usb' multichannel='yes'/></devices>")]
    [InlineData("9.10", "<devices><audio id='1' type='pipewire'/></devices>")]
    [InlineData(
        "10.0", "<iothreads>1</iothreads><devices><disk type='file'><driver><iothreads><iothread id='1'/></iothreads></driver><source file='/a'/><target "
        + "dev='vda'/></disk></devices>")]
    [InlineData("10.3", "<devices><controller type='pci' index='1' model='pcie-root-port'><target memReserve='1024'/></controller></devices>")]
    [InlineData("10.7", "<features><ps2 state='off'/></features>")]
    [InlineData("10.7", "<features><hyperv><emsr_bitmap state='on'/></hyperv></features>")]
    [InlineData("11.2", "<throttlegroups><throttlegroup><group_name>g</group_name><total_bytes_sec>9</total_bytes_sec></throttlegroup></throttlegroups>")]
    public void Words_that_9_0_did_not_know(string since, string sections)
    {
        Should.NotThrow(() => VersionGuest.Context(since, sections, "q35"));
        Should.Throw<DomainException>(() => VersionGuest.Context("9.0", sections, "q35")).Message.ShouldContain("since libvirt " + since);
    }

    [Fact]
    public void A_varstore_is_for_a_ROM() =>
        VersionGuest.Text("12.1", "", os: "<loader type='rom'>/rom</loader><varstore path='/v.json'/>")
            .ShouldContain("-bios /rom -device {\"driver\":\"uefi-vars-x64\",\"jsonfile\":\"/v.json\"}");

    [Fact]
    public void Where_unknown_words_are_let_through_a_newer_one_is_forgotten_with_a_word()
    {
        var context = new DomainParser.Reading.ReadingContext(new() { IgnoreUnknown = true, Knows = Context.Compatibility.Default.Knows });
        DomainParser.Documents.DomainReader.Read(
            "<domain type='kvm'><name>g</name><hwuuid>11111111-2222-3333-4444-555555555555</hwuuid><os><type>hvm</type></os></domain>", context)
                .HardwareUuid.ShouldBeNull();
        context.Warnings.ShouldHaveSingleItem().ShouldContain("since libvirt 11.7");
    }

    [Fact]
    public void Versioned_CPU_models_are_unknown_to_9_0() =>
        Should.Throw<DomainException>(() => VersionGuest.Text("9.0", "<cpu check='none'><model>Skylake-Client-v4</model></cpu>"))
            .Message.ShouldContain("since libvirt 10.10");

    [Fact]
    public void Parts_of_VMX_are_unknown_to_9_0() =>
        Should.Throw<DomainException>(() => VersionGuest.Text("9.0", "<cpu><model>qemu64</model><feature name='vmx-ept' policy='require'/></cpu>"))
            .Message.ShouldContain("unknown CPU feature: vmx-ept; libvirt 9.0 does not know it");

    [Theory]
    [InlineData("<cpu check='none'><model>EPYC-Turin</model></cpu>", "Unknown CPU model EPYC-Turin")]
    [InlineData("<cpu><model>qemu64</model><feature name='cet-ss' policy='require'/></cpu>", "unknown CPU feature: cet-ss")]
    public void Newer_CPUs_are_unknown_to_11_3(string sections, string reason) =>
        Should.Throw<DomainException>(() => VersionGuest.Text("11.3", sections)).Message.ShouldContain(reason);
}
