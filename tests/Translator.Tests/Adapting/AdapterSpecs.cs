using System.Xml.Linq;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Context;
using static VirshLite.Translator.Tests.Adapting.AdaptingSample;

namespace VirshLite.Translator.Tests.Adapting;

/// <summary>Domains of other hosts and other times become domains that start here, and each change says why.</summary>
public sealed class AdapterSpecs
{
    private const string Descriptor =
        """
        {
          "interface-types": ["uefi"],
          "mapping": {
            "device": "flash",
            "executable": { "filename": "/here/OVMF_CODE.fd", "format": "raw" },
            "nvram-template": { "filename": "/here/OVMF_VARS.fd", "format": "raw" }
          },
          "targets": [ { "architecture": "x86_64", "machines": ["pc-q35-*"] } ],
          "features": [ FEATURES ]
        }
        """;

    [Fact]
    public void The_emulator_is_this_hosts_and_a_comment_says_so()
    {
        Adaptation adapted = Adapt(Domain());

        adapted.Refusal.ShouldBeNull();
        Root(adapted).Element("devices")!.Element("emulator")!.Value.ShouldBe(Emulator);
        adapted.Xml.ShouldContain("<!-- adapted: /usr/libexec/qemu-kvm is not on this host -->");
        adapted.Changes.ShouldBe([new AdaptedPlace(10, "emulator", "/usr/libexec/qemu-kvm is not on this host")]);
    }

    [Theory]
    [InlineData("pc-i440fx-xenial", "pc-i440fx-2.5")]
    [InlineData("pc-i440fx-trusty", "pc-i440fx-2.5")]
    [InlineData("pc-i440fx-jammy", "pc-i440fx-7.2")]
    [InlineData("rhel6.5.0", "pc-i440fx-1.4")]
    [InlineData("pc-i440fx-rhel7.6.0", "pc-i440fx-7.2")]
    [InlineData("pc-0.12", "pc-i440fx-1.4")]
    [InlineData("pc-1.0", "pc-i440fx-1.4")]
    [InlineData("pc-i440fx-9.0+pve0", "pc-i440fx-7.2")]
    [InlineData("fedora-13", "pc-i440fx-1.4")]
    [InlineData("xenfv", "pc-i440fx-7.2")]
    [InlineData("pc-q35-rhel8.2.0", "pc-q35-4.2")]
    [InlineData("pc-q35-focal-hpb", "pc-q35-4.2")]
    [InlineData("pc-q35-10.1", "pc-q35-7.2")]
    [InlineData("pc-q35-2.11", "pc-q35-4.2")]
    [InlineData("versatilepb", "pc")]
    public void A_machine_that_is_gone_becomes_the_nearest(string machine, string nearest)
    {
        Adaptation adapted = Adapt(Domain(machine: machine));

        adapted.Refusal.ShouldBeNull();
        Root(adapted).Element("os")!.Element("type")!.Attribute("machine")!.Value.ShouldBe(nearest);
        adapted.Changes.ShouldContain(c => c.Element == "type" && c.Text.Contains(machine));
    }

    [Fact]
    public void A_machine_that_is_here_stays() => Adapt(Domain(machine: "pc-q35-4.2")).Xml.ShouldContain("machine='pc-q35-4.2'");

    [Theory]
    [InlineData("xen", "kvm")]
    [InlineData("kqemu", "kvm")]
    public void A_domain_of_another_hypervisor_becomes_KVMs(string type, string now) =>
        Root(Adapt(Domain(type: type, machine: "xenfv"))).Attribute("type")!.Value.ShouldBe(now);

    [Fact]
    public void Networks_and_bridges_that_are_not_here_give_way_to_the_named_bridge()
    {
        const string Nics =
            "<interface type='network'><source network='cloud'/></interface><interface type='bridge'><source bridge='virbr7'/>"
            + "<virtualport type='openvswitch'/></interface><interface type='network'><source network='lan'/></interface>"
            + "<interface type='bridge'><source bridge='br0'/></interface><interface type='direct'><source dev='enp3s0' mode='bridge'/></interface>";
        string[] Sources(Adaptation a) => [.. Root(a).Element("devices")!.Elements("interface")
            .Select(i => i.Attribute("type")!.Value + " " + (i.Element("source")?.FirstAttribute?.Value ?? ""))];

        Sources(Adapt(Domain(Nics), options: new AdaptingOptions { Bridge = "br0" })).ShouldBe(["bridge br0", "bridge br0", "network lan", "bridge br0", "bridge br0"]);
        Adaptation plain = Adapt(Domain(Nics));
        Sources(plain).ShouldBe(["user ", "user ", "network lan", "bridge br0", "user "]);
        plain.Refusal.ShouldBeNull();
    }

    [Fact]
    public void Host_devices_that_are_not_here_become_comments_and_those_behind_them_keep_their_properties()
    {
        string Pci(int bus) => $"<hostdev mode='subsystem' type='pci'><source><address domain='0' bus='{bus}' slot='0' function='0'/></source></hostdev>";
        string xml = Domain(Pci(7) + "\n" + Pci(1) + "<hostdev mode='subsystem' type='usb'><source><vendor id='0x046d'/><product id='0xc52b'/></source></hostdev>")
            .Replace("</domain>", """
              <qemu:commandline>
                <qemu:arg value='-set'/>
                <qemu:arg value='device.hostdev0.x-igd-opregion=on'/>
                <qemu:arg value='-set'/>
                <qemu:arg value='device.hostdev1.x-vga=on'/>
              </qemu:commandline>
            </domain>
            """, StringComparison.Ordinal);
        Adaptation adapted = Adapt(xml);

        adapted.Refusal.ShouldBeNull();
        Root(adapted).Element("devices")!.Elements("hostdev").Count().ShouldBe(1);
        Arguments(adapted).ShouldBe(["-set", "device.hostdev0.x-vga=on"]);
        adapted.Changes.ShouldContain(c => c.Text == "this host has no PCI device 0000:07:00.0; commented out");
        adapted.Changes.ShouldContain(c => c.Text == "this host has no USB device 046d:c52b; commented out");
    }

    [Fact]
    public void Arguments_that_this_QEMU_refuses_become_comments_with_what_hangs_on_them()
    {
        string[] words =
        [
            "-soundhw", "hda", "-device", "kvmfr-pci", "-object", "memory-backend-file,id=glass,mem-path=/dev/kvmfr0,size=64M", "-device",
            "virtio-net-pci,memdev=glass", "-object", "input-linux,id=k,evdev=/dev/input/by-id/kbd", "-device", "usb-kbd", "-device", "vfio-pci,host=07:00.0",
            "-cpu", "host,kvm=off",
        ];
        string lines = string.Concat(words.Select(w => $"<qemu:arg value='{w}'/>\n"));
        Adaptation adapted = Adapt(Domain().Replace("</domain>", $"<qemu:commandline>\n{lines}</qemu:commandline></domain>", StringComparison.Ordinal));

        Arguments(adapted).ShouldBe(["-device", "usb-kbd", "-cpu", "host,kvm=off"]);
        adapted.Changes.ShouldContain(c => c.Text.StartsWith("QEMU 7.2.0 has no option -soundhw: <sound model='…'/> says it today"));
        adapted.Changes.ShouldContain(c => c.Text.StartsWith("it needs 'glass'"));
    }

    [Fact]
    public void A_loader_of_another_host_becomes_this_ones_that_does_the_same()
    {
        var host = new AdaptingSample { FirmwareDescriptors = [Firmware("40.json", "\"requires-smm\", \"secure-boot\""), Firmware("60.json", "")] };
        Adaptation adapted = Adapt(Domain(os: "<loader readonly='yes' type='pflash'>/usr/share/OVMF/OVMF_CODE.fd</loader><nvram>/gone/VARS.fd</nvram>",
            sections: "<features><acpi/></features>"), host);

        adapted.Refusal.ShouldBeNull();
        XElement os = Root(adapted).Element("os")!;
        os.Element("loader")!.Value.ShouldBe("/here/OVMF_CODE.fd");
        os.Element("nvram")!.Attribute("template")!.Value.ShouldBe("/here/OVMF_VARS.fd");
    }

    [Fact]
    public void Where_no_firmware_fits_each_says_why_and_the_guest_gets_a_BIOS()
    {
        var host = new AdaptingSample { FirmwareDescriptors = [Firmware("60-edk2.json", "")] };
        Adaptation adapted = Adapt(Domain(machine: "pc", osAttributes: " firmware='efi'"), host);

        adapted.Refusal.ShouldBeNull();
        adapted.Changes.ShouldContain(c => c.Text.Contains("60-edk2.json is for other architectures or machine types"));
        Root(adapted).Element("os")!.Attribute("firmware").ShouldBeNull();
    }

    [Fact]
    public void Secure_Boot_is_given_up_before_EFI_is()
    {
        var host = new AdaptingSample { FirmwareDescriptors = [Firmware("60-edk2.json", "")] };
        Adaptation adapted = Adapt(Domain(osAttributes: " firmware='efi'", os: "<loader secure='yes'/>",
            sections: "<features><acpi/></features>"), host);

        adapted.Refusal.ShouldBeNull();
        Root(adapted).Element("os")!.Attribute("firmware")!.Value.ShouldBe("efi");
        adapted.Changes.ShouldContain(c => c.Text.Contains("it has no Secure Boot"));
    }

    [Fact]
    public void Models_and_features_that_nobody_knows_give_way()
    {
        Adaptation adapted = Adapt(Domain(sections: "<cpu mode='custom' match='exact'><model>Zhaoxin9</model><feature policy='require' name='warp'/></cpu>"));

        Root(adapted).Element("cpu")!.Attribute("mode")!.Value.ShouldBe("host-model");
        Root(adapted).Element("cpu")!.Elements().ShouldBeEmpty();
    }

    [Fact]
    public void Without_KVM_the_hosts_CPU_is_not_passed_through() => Root(Adapt(Domain(type: "qemu", sections: "<cpu mode='host-passthrough'/>")))
        .Element("cpu")!.Attribute("mode")!.Value.ShouldBe("maximum");

    [Fact]
    public void Pages_and_CPUs_that_are_not_here_are_not_asked_for()
    {
        Adaptation adapted = Adapt(Domain(sections:
            "<vcpu cpuset='8-11'>2</vcpu><memoryBacking><hugepages/></memoryBacking><cputune><vcpupin vcpu='0' cpuset='1'/><vcpupin vcpu='1' cpuset='9'/></cputune>"
            + "<numatune><memory mode='strict' nodeset='1'/></numatune>"));

        adapted.Refusal.ShouldBeNull();
        XElement root = Root(adapted);
        root.Element("memoryBacking")!.Elements().ShouldBeEmpty();
        root.Element("cputune")!.Elements().Count().ShouldBe(1);
        root.Element("vcpu")!.Attribute("cpuset").ShouldBeNull();
        root.Element("numatune")!.Elements().ShouldBeEmpty();
    }

    [Fact]
    public void Missing_media_leave_drives_empty_and_missing_disks_are_named()
    {
        Adaptation adapted = Adapt(Domain(
            "<disk type='file' device='cdrom'><source file='/iso/win.iso'/><target dev='sda' bus='sata'/></disk>"
            + "<disk type='file'><source file='/data/a.qcow2'/><target dev='vda'/></disk><disk type='file'><source file='/here/b.img'/><target dev='vdb'/></disk>"),
            options: new AdaptingOptions { Paths = [("/data", "/srv")] });

        adapted.Refusal.ShouldBeNull();
        Root(adapted).Descendants("source").Select(s => s.Attribute("file")!.Value).ShouldBe(["/srv/a.qcow2", "/here/b.img"]);
        adapted.Notes.Single().Text.ShouldContain("/srv/a.qcow2 is not on this host");
    }

    [Fact]
    public void What_nobody_knows_becomes_a_comment_and_what_is_refused_is_cut_as_small_as_can_be()
    {
        Adaptation adapted = Adapt(Domain(
            "<disk type='file'><driver name='qemu' type='raw' detect_zeros='on'/><source file='/here/a'/><target dev='vda' bus='virtio'/><gizmo/></disk>"
            + "<disk type='file'><source file='/here/b'/><target dev='vdb' bus='virtio' tray='open'/></disk>"));

        adapted.Refusal.ShouldBeNull();
        Root(adapted).Descendants("disk").Count().ShouldBe(2);
        adapted.Xml.ShouldContain("detect_zeros");
        Root(adapted).Descendants("gizmo").ShouldBeEmpty();
        Root(adapted).Descendants("target").Last().Attribute("tray").ShouldBeNull();
    }

    [Fact]
    public void A_guest_for_which_no_QEMU_is_here_says_what_to_install()
    {
        Adaptation adapted = Adapt(Domain().Replace("arch='x86_64'", "arch='ppc64'", StringComparison.Ordinal));

        adapted.Refusal.ShouldNotBeNull();
        adapted.Notes.Single().Text.ShouldContain("apt-get install qemu-system-ppc");
    }

    private static string[] Arguments(Adaptation adapted) =>
        [.. Root(adapted).Descendants().Where(e => e.Name.LocalName == "arg").Select(e => e.Attribute("value")!.Value)];

    private static DescriptorFile Firmware(string name, string features) => new(0, name, Descriptor.Replace("FEATURES", features, StringComparison.Ordinal));
}
