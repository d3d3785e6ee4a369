using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Documents;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Reports;
using VirshLite.Translator.Tests.Capabilities;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Versions;

/// <summary>Each switch of <c>Compatibility</c>: what the rules before it say, and what those since (versions.md 1 and 3).</summary>
public class SwitchSpecs
{
    private const string UsbCdrom = "<devices><disk type='file' device='cdrom'><source file='/a'/><target dev='sda' bus='usb'/></disk></devices>";
    private const string Filesystem = "<devices><filesystem type='mount'><source dir='/a'/><target dir='t'/><readonly/></filesystem></devices>";
    private const string Handle =
        "<devices><filesystem type='mount' accessmode='passthrough'><driver type='handle'/><source dir='/a'/><target dir='t'/></filesystem></devices>";
    private const string Throttled =
        "<throttlegroups><throttlegroup><group_name>g</group_name><total_bytes_sec>9</total_bytes_sec></throttlegroup></throttlegroups>"
        + "<devices><disk type='file'><source file='/a'/><target dev='vda'/><throttlefilters><throttlefilter group='g'/></throttlefilters></disk></devices>";

    private const string TwoCells =
        "<vcpu>1</vcpu><memory unit='MiB'>512</memory><cpu><model>qemu64</model><numa><cell cpus='0' memory='512' unit='MiB'/><cell memory='0'/></numa></cpu>";
    private const string Iommu = "<features><acpi/></features><devices><iommu model='virtio'/></devices>";
    private const string Dimm =
        "<memory unit='MiB'>1024</memory><maxMemory slots='4' unit='MiB'>4096</maxMemory><cpu><model>qemu64</model><numa><cell cpus='0' memory='512' "
        + "unit='MiB'/></numa></cpu>"
        + "<numatune><memory mode='preferred' nodeset='0'/></numatune><devices><memory model='dimm'><source><nodemask>0</nodemask></source><target><size "
            + "unit='MiB'>512</size><node>0</node></target></memory></devices>";

    private const string Video = "<devices><video><model type='virtio'/></video></devices>";
    private const string HypervPanic = "<features><acpi/></features><devices><panic model='hyperv'/></devices>";
    private const string Spinlocks = "<features><hyperv><spinlocks state='on' retries='4294967295'/></hyperv></features>";
    private const string Rom = "<loader type='rom'>/rom</loader>";
    private const string Template = "<loader type='pflash' readonly='yes'>/code</loader><nvram template='/vars'>/mine</nvram>";
    private const string Cached =
        "<devices><disk type='file'><driver name='qemu' type='qcow2' cache='none'/><source file='/a'/><target dev='vda'/></disk></devices>";
    private const string Raw = "<devices><disk type='file'><driver name='qemu' type='raw'/><source file='/a'/><target dev='vda'/></disk></devices>";
    private const string Cores = "<vcpu>4</vcpu><cpu><model>qemu64</model><topology sockets='2' cores='2' threads='1'/></cpu>";
    private const string Spice = "<devices><graphics type='spice'><listen type='socket' socket='/s'/></graphics></devices>";
    private const string Speaker = "<devices><sound model='pcspk'/></devices>";
    private const string HighBridge = "<devices><controller type='pci' index='3' model='pci-bridge'/></devices>";
    private const string TwoScsi = "<devices><controller type='scsi' index='0' model='virtio-scsi'/><controller type='scsi' index='1'/></devices>";

    [Theory]
    [InlineData("11.3", UsbCdrom, "\"driver\":\"usb-storage\"")]
    [InlineData("11.5", UsbCdrom,
        "{\"driver\":\"scsi-cd\",\"bus\":\"usb-disk0.0\",\"scsi-id\":0,\"lun\":0,\"drive\":\"libvirt-1-storage\",\"id\":\"usb-disk0-device\"}")]
    [InlineData("12.7", Filesystem, ",path=/a,readonly ")]
    [InlineData("12.8", Filesystem, ",path=/a,readonly=on ")]
    [InlineData("12.7", Throttled, "\"file\":\"libvirt-1-storage\"}")]
    [InlineData("12.8", Throttled, "\"file\":\"libvirt-1-storage\",\"discard\":\"unmap\"}")]
    [InlineData("12.7", TwoCells, "-numa node,nodeid=1,memdev=ram-node1")]
    [InlineData("12.8", TwoCells, "-numa node,nodeid=1 ")]
    [InlineData("11.9", Dimm, "\"host-nodes\":[0],\"policy\":\"preferred\"")]
    [InlineData("12.0", Dimm, "\"id\":\"memdimm0\",\"size\":536870912,\"host-nodes\":[0],\"policy\":\"bind\"")]
    [InlineData("12.7", HypervPanic, ",hv-crash ")]
    [InlineData("12.8", HypervPanic, ",hv-crash=on ")]
    [InlineData("12.7", Iommu, "-boot strict=on -device {\"driver\":\"virtio-iommu\"")]
    [InlineData("12.8", Iommu, "-boot strict=on -device {\"driver\":\"pcie-root-port\"")]
    [InlineData("9.0", Cached, "\"cache\":{\"direct\":true,\"no-flush\":false},\"auto-read-only\":true,")]
    [InlineData("11.3", Cached, "\"auto-read-only\":true,\"discard\":\"unmap\",\"cache\":{\"direct\":true,\"no-flush\":false}}")]
    [InlineData("9.1", "<cpu match='exact' check='none'><model>qemu64</model><feature name='vmx-ept' policy='require'/></cpu>", "qemu64,vmx-ept=on")]
    [InlineData("9.0", "", "-no-shutdown -no-acpi ")]
    [InlineData("9.1", "", ",acpi=off ")]
    [InlineData("9.10", Raw, "\"drive\":\"libvirt-1-format\"")]
    [InlineData("10.0", Raw, "\"drive\":\"libvirt-1-storage\"")]
    [InlineData("10.0", Cores, "-smp 4,sockets=2,dies=1,cores=2,threads=1 ")]
    [InlineData("10.1", Cores, "-smp 4,sockets=2,dies=1,clusters=1,cores=2,threads=1 ")]
    [InlineData("9.0", Speaker, "-soundhw pcspk ")]
    [InlineData("9.1", Speaker, ",pcspk-audiodev=audio1")]
    [InlineData("9.0", Spice, "-spice unix,addr=/s,")]
    [InlineData("9.1", Spice, "-spice unix=on,addr=/s,")]
    [InlineData("12.7", TwoScsi, "{\"driver\":\"lsi\",\"id\":\"scsi1\"")]
    [InlineData("12.8", TwoScsi, "{\"driver\":\"virtio-scsi-pci\",\"id\":\"scsi1\"")]
    [InlineData("12.7", "<cpu match='exact' check='none'><model>qemu64</model><feature name='ht' policy='require'/></cpu>", "qemu64,ht=on")]
    [InlineData("12.8", "<cpu match='exact' check='none'><model>qemu64</model><feature name='ht' policy='require'/></cpu>", "-cpu qemu64 ")]
    public void Command_lines(string version, string sections, string expected) => VersionGuest.Text(version, sections).ShouldContain(expected);

    [Theory]
    [InlineData("11.3", UsbCdrom, "", "<disk type='file' device='cdrom'>")]
    [InlineData("11.5", UsbCdrom, "", "<disk type='file' device='cdrom' model='usb-bot'>")]
    [InlineData("9.0", Cores, "", "<topology sockets='2' dies='1' cores='2' threads='1'/>")]
    [InlineData("10.1", Cores, "", "<topology sockets='2' dies='1' clusters='1' cores='2' threads='1'/>")]
    [InlineData("9.0", "", "", "<audio id='1' type='none'/>\n    <memballoon")]
    [InlineData("9.1", "", "", "<watchdog model='itco' action='reset'/>")]
    [InlineData("12.4", Video, "", "<model type='virtio' heads='1' primary='yes'/>")]
    [InlineData("12.5", Video, "", "<model type='virtio' heads='1' primary='yes' device='virtio-vga'/>")]
    [InlineData("11.3", Spinlocks, "", "<spinlocks state='on' retries='-1'/>")]
    [InlineData("11.9", Spinlocks, "", "<spinlocks state='on'/>")]
    [InlineData("11.8", "<features><hyperv mode='passthrough'/></features>", "", "<hyperv mode='passthrough'>\n")]
    [InlineData("11.9", "<features><hyperv mode='passthrough'/></features>", "", "<hyperv mode='passthrough'/>")]
    [InlineData("11.10", "", Rom, "<loader type='rom'>/rom</loader>")]
    [InlineData("12.0", "", Rom, "<loader type='rom' format='raw'>/rom</loader>")]
    [InlineData("12.8", "", Rom + "<varstore/>", "<varstore path='/var/lib/libvirt/qemu/varstore/guest.json'/>")]
    [InlineData("11.10", "", Template, "<nvram template='/vars' format='raw'>/mine</nvram>")]
    [InlineData("12.0", "", Template, "<nvram template='/vars' templateFormat='raw' format='raw'>/mine</nvram>")]
    public void Stored_XML(string version, string sections, string os, string expected) =>
        VersionGuest.Stored(version, os.Contains("pflash") ? "<features><acpi/></features>" : sections, os: os).ShouldContain(expected);

    [Theory]
    [InlineData("12.1", "12.2", Handle, "", "Filesystem driver type not supported")]
    [InlineData("11.8", "11.9", "<features><hyperv><stimer state='on'/><synic state='on'/></hyperv></features>", "",
        "'stimer' hyperv feature requires 'hypervclock' timer")]
    [InlineData("11.8", "11.9", "<features><hyperv><tlbflush state='on'/></hyperv></features>", "", "'tlbflush' hyperv feature requires 'vpindex' feature")]
    [InlineData("11.8", "11.9", "<features><hyperv><evmcs state='on'/></hyperv></features>", "", "'evmcs' hyperv feature requires 'vapic' feature")]
    [InlineData("12.0", "12.1", "", "<loader type='rom' readonly='no'>/rom</loader>", "ROM loader type cannot be used as read/write")]
    public void Refusals_that_came_later(string before, string since, string sections, string os, string reason)
    {
        Should.NotThrow(() => VersionGuest.Stored(before, sections, os: os));
        Should.Throw<DomainException>(() => VersionGuest.Stored(since, sections, os: os)).Message.ShouldContain(reason);
    }

    [Theory]
    [InlineData("9.0", "3 0 1 2")]
    [InlineData("9.1", "0 1 2 3")]
    public void Automatic_controllers(string version, string order)
    {
        TranslationContext context = VersionGuest.Context(version, HighBridge, "pc");
        Translation.Complete(context);
        string.Join(' ', context.Domain.Controllers.Where(c => c.Type == ControllerType.Pci).Select(c => c.Index)).ShouldBe(order);
    }

    /// <summary>Counted in the answers of the three libvirts themselves.</summary>
    [Theory]
    [InlineData("9.0", 58,
        "Skylake-Server-noTSX-IBRS Cascadelake-Server Cascadelake-Server-noTSX Icelake-Client Icelake-Client-noTSX Icelake-Server Icelake-Server-noTSX "
        + "Cooperlake Snowridge athlon")]
    [InlineData("11.3", 150, "Nehalem Nehalem-IBRS Nehalem-v1 Nehalem-v2 Westmere")]
    [InlineData("12.8", 176, "cpu64-rhel5 cpu64-rhel6 qemu64 qemu64-v1")]
    public void Known_CPU_models(string version, int count, string some)
    {
        IReadOnlyList<string> names = CpuModelReport.Known("x86_64", Compatibility.Of(version))!;
        names.Count.ShouldBe(count);
        string.Join(' ', names).ShouldContain(some);
        CpuModelReport.Known("ppc64", Compatibility.Of(version))!.Count.ShouldBe(version == "12.8" ? 8 : 7);
    }

    [Theory]
    [InlineData("<features><foo/></features>", "unexpected feature 'foo'")]
    [InlineData("<features><virtualization state='on'/></features>", "unexpected feature 'virtualization'")]
    [InlineData("<features><kvm><foo state='on'/></kvm></features>", "unsupported KVM feature: 'foo'")]
    [InlineData("<features><hyperv><foo state='on'/></hyperv></features>", "unsupported HyperV Enlightenment feature: 'foo'")]
    public void Unknown_features_are_refused_where_other_words_are_let_through(string sections, string reason) =>
        Should.Throw<DomainException>(() => DomainReader.Read(
        $"<domain type='kvm'><name>g</name><os><type>hvm</type></os>{sections}</domain>",
            new ReadingContext(new ReadingOptions { IgnoreUnknown = true, Knows = Compatibility.Default.Knows }))).Message.ShouldContain(reason);

    [Fact]
    public void A_USB_cdrom_that_is_defined_already_stays_what_it_is()
    {
        TranslationContext context = VersionGuest.Context("12.8", UsbCdrom, "q35", isDefined: true);
        Translation.Complete(context);
        DomainWriter.Write(context.Domain, knows: context.Rules.Knows).ShouldContain("<disk type='file' device='cdrom' model='usb-storage'>");
    }

    [Fact]
    public void Firmware_was_chosen_at_the_start()
    {
        TranslationContext context = VersionGuest.Context("9.0", "<features><acpi/></features>", "q35", "<loader readonly='yes' type='pflash'>/code</loader>");
        Translation.Complete(context);
        DomainWriter.Write(context.Domain, knows: context.Rules.Knows).ShouldContain(
            "<loader readonly='yes' type='pflash'>/code</loader>\n    <nvram>/var/lib/libvirt/qemu/nvram/guest_VARS.fd</nvram>");
    }

    [Theory]
    [InlineData("9.0", "/var/lib/libvirt/qemu/channel/target/domain--1-guest")]
    [InlineData("11.3", "/run/libvirt/qemu/channel/-1-guest")]
    public void Where_channels_listen(string version, string directory) =>
        SmallGuest.Plan(VersionGuest.Context(version, "", "q35")).Paths.ChannelDirectory.ShouldBe(directory);

    [Theory]
    [InlineData("12.7", false)]
    [InlineData("12.8", true)]
    public void What_domain_capabilities_tell(string version, bool more)
    {
        string xml = DomainCapabilities.Write(TestQemu.Modern, new TestHost(), new Settings { Rules = Compatibility.Of(version) }, DomainType.Qemu);
        foreach (string element in (string[])["<firmwareFeatures ", "<varstore ", "<enum name='iommufd'>", "<console ", "<tdx ", "<s390-pv "])
        {
            xml.Contains(element, StringComparison.Ordinal).ShouldBe(more, element);
        }
    }

    [SkippableFact]
    public void Machines_without_PCI_come_without_balloon_and_USB()
    {
        QemuCapabilities qemu = Recording.Of("10.0.0_x86_64").Capabilities;
        Should.Throw<DomainException>(() => VersionGuest.Stored("12.7", "", "isapc", qemu: qemu)).Message.ShouldContain("No PCI buses available");
        VersionGuest.Stored("12.8", "", "isapc", qemu: qemu).ShouldNotContain("<memballoon");
        Should.Throw<DomainException>(() => VersionGuest.Stored("12.8", "<devices><controller type='pci' model='pci-root'/></devices>", "isapc", qemu: qemu))
            .Message.ShouldContain("Machine type 'isapc' does not support PCI");
    }
}
