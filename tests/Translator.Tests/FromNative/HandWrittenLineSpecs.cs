using System.Xml.Linq;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.FromNative;
using VirshLite.Translator.FromNative.Lines;
using VirshLite.Translator.Parsing;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.FromNative;

/// <summary>Command lines that people wrote, as the domain that they meant.</summary>
public sealed class HandWrittenLineSpecs
{
    private const string TwoThousandTen =
        "/usr/libexec/qemu-kvm -m 8096 -cpu qemu64,+vmx -net nic,vlan=0,macaddr=52:54:00:12:34:01 -net tap,vlan=0,ifname=tap0 -smp "
        + "4,sockets=4,cores=1,threads=1"
        + " -drive file=/data/img/rhce/jiaoshiji.qcow2 -vnc 0.0.0.0:20";

    private const string WithScript =
        "/usr/libexec/qemu-kvm -m 1024 -drive file=/data/images/centos6_4.qcow2,if=virtio -net nic,model=virtio -net tap,script=/tmp/qemu-ifup.sh -nographic "
        + "-vnc :0";

    [Fact]
    public void A_line_of_2010_keeps_its_card_its_tap_its_disk_and_its_screen()
    {
        XElement domain = Read(TwoThousandTen);

        domain.Attribute("type")!.Value.ShouldBe("kvm");
        domain.Element("memory")!.Value.ShouldBe("8290304");
        domain.Element("vcpu")!.Value.ShouldBe("4");
        domain.Element("cpu")!.Element("model")!.Value.ShouldBe("qemu64");
        domain.Element("cpu")!.Element("feature")!.Attribute("name")!.Value.ShouldBe("vmx");
        XElement nic = Device(domain, "interface");
        nic.Attribute("type")!.Value.ShouldBe("ethernet");
        nic.Element("mac")!.Attribute("address")!.Value.ShouldBe("52:54:00:12:34:01");
        nic.Element("target")!.Attribute("dev")!.Value.ShouldBe("tap0");
        nic.Element("script")!.Attribute("path")!.Value.ShouldBe("/etc/qemu-ifup");
        nic.Element("model")!.Attribute("type")!.Value.ShouldBe("e1000");
        Device(domain, "disk").Element("driver")!.Attribute("type")!.Value.ShouldBe("qcow2");
        Device(domain, "disk").Element("target")!.Attribute("bus")!.Value.ShouldBe("ide");
        Device(domain, "graphics").Attribute("port")!.Value.ShouldBe("5920");
    }

    [Fact]
    public void Text_mode_becomes_a_serial_port_that_can_be_reached_and_the_screen_stays()
    {
        XElement domain = Read(WithScript);

        Device(domain, "serial").Attribute("type")!.Value.ShouldBe("pty");
        Device(domain, "graphics").Attribute("port")!.Value.ShouldBe("5900");
        Device(domain, "interface").Element("script")!.Attribute("path")!.Value.ShouldBe("/tmp/qemu-ifup.sh");
    }

    [Fact]
    public void Today_one_would_write_virtio_q35_and_the_bridge_that_the_script_names()
    {
        var options = new NativeOptions
        {
            Modern = true,
            BridgeOfScript = _ =>
            IfupScript.BridgeOf("#!/bin/sh\nswitch=br0\nip link set $1 up\nbrctl addif ${switch} $1\n")
        };
        XElement domain = Read(TwoThousandTen, options);

        domain.Element("os")!.Element("type")!.Attribute("machine")!.Value.ShouldBe("q35");
        domain.Element("cpu")!.Attribute("mode")!.Value.ShouldBe("host-passthrough");
        Device(domain, "interface").Element("source")!.Attribute("bridge")!.Value.ShouldBe("br0");
        Device(domain, "interface").Element("model")!.Attribute("type")!.Value.ShouldBe("virtio");
        Device(domain, "disk").Element("target")!.Attribute("bus")!.Value.ShouldBe("virtio");
    }

    [Theory]
    [InlineData("ip link set dev \"$1\" master virbr1", "virbr1")]
    [InlineData("/usr/sbin/brctl addif br-lan $1", "br-lan")]
    [InlineData("ovs-vsctl --may-exist add-port ovsbr0 $1", "ovsbr0")]
    [InlineData("brctl addif $(cat /etc/bridge) $1", null)]
    [InlineData("ip link set $1 up", null)]
    public void A_bridge_is_read_from_a_script_where_it_is_plain(string script, string? bridge) => IfupScript.BridgeOf(script).ShouldBe(bridge);

    [Theory]
    [InlineData("-device virtio-scsi-pci,id=s -device scsi-hd,drive=d,bus=s.0,scsi-id=1,lun=2", "target", "1", "unit", "2")]
    [InlineData("-device lsi,id=s -device scsi-hd,drive=d,bus=s.0,scsi-id=3", "target", "0", "unit", "3")]
    public void A_disk_keeps_its_place_on_a_SCSI_bus(string devices, string one, string first, string other, string second)
    {
        XElement address = Device(Read("qemu-system-x86_64 -m 1G -drive file=/d.raw,format=raw,if=none,id=d " + devices), "disk").Element("address")!;

        address.Attribute(one)!.Value.ShouldBe(first);
        address.Attribute(other)!.Value.ShouldBe(second);
    }

    [Fact]
    public void Back_ends_of_audio_are_counted_whatever_they_are_called()
    {
        XElement domain = Read("qemu-system-x86_64 -m 1G -audiodev pa,id=a0,server=/run/pulse -audiodev alsa,id=snd -device AC97,audiodev=snd");

        domain.Descendants("audio").Where(a => a.Parent!.Name == "devices").Select(a => a.Attribute("id")!.Value).ShouldBe(["1", "2"]);
        Device(domain, "sound").Element("audio")!.Attribute("id")!.Value.ShouldBe("2");
    }

    [Fact]
    public void The_screen_of_the_board_stays_the_first_one()
    {
        XElement domain = Read("qemu-system-x86_64 -m 1G -nodefaults -device virtio-gpu-pci,max_outputs=2 -device virtio-vga");

        domain.Descendants("video").Select(v => v.Element("model")!.Attribute("heads")?.Value).ShouldBe([null, "2"]);
    }

    [Theory]
    [InlineData("-netdev user,id=n0,restrict=on -device virtio-net-pci,netdev=n0", "restrict=on")]
    [InlineData("-daemonize", "-daemonize")]
    [InlineData("-pidfile /run/x.pid", "-pidfile")]
    [InlineData("-incoming tcp:0:4444", "-incoming")]
    [InlineData("-name a,process=b", "process=b")]
    [InlineData("-sandbox on", "-sandbox on")]
    [InlineData("-drive if=virtio,driver=qcow2,file.driver=qcow2,file.file.driver=file,file.file.filename=/e", "file.file.filename=/e")]
    [InlineData("-drive file=/a.raw,format=raw,snapshot=on", "snapshot=on")]
    public void Nothing_is_dropped_in_silence(string option, string named) =>
        NativeReader.Read(ParsedCommand.Parse("qemu-system-x86_64 -m 1G " + option), new TestHost()).Warnings.ShouldContain(w => w.Contains(named));

    [Fact]
    public void What_every_line_of_libvirt_has_is_no_word_worth() =>
        NativeReader.Read(
            ParsedCommand.Parse(
                "qemu-system-x86_64 -name guest=a,debug-threads=on -S -m 1G -display none -no-user-config -nodefaults -no-shutdown -msg timestamp=on "
                + "-chardev socket,id=charmonitor,path=/m,server=on,wait=off -mon chardev=charmonitor,id=monitor,mode=control "
                + "-sandbox on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny"),
            new TestHost()).Warnings.ShouldBeEmpty();

    [Fact]
    public void What_has_no_XML_is_passed_on_and_named()
    {
        NativeDomain read = NativeReader.Read(
            ParsedCommand.Parse("qemu-system-x86_64 -m 1G -device edu -netdev user,id=n0,hostfwd=tcp::2222-:22 -device virtio-net-pci,netdev=n0"),
                new TestHost());

        List<string> passed = [.. XElement.Parse(read.Xml).Descendants().Where(e => e.Name.LocalName == "arg").Select(e => e.Attribute("value")!.Value)];
        passed.ShouldBe(["-netdev", "user,id=n0,hostfwd=tcp::2222-:22", "-device", "virtio-net-pci,netdev=n0", "-device", "edu"], ignoreOrder: true);
        read.Warnings.ShouldContain(warning => warning.Contains("-device edu", StringComparison.Ordinal));
    }

    [Fact]
    public void A_property_without_XML_becomes_an_override_of_the_device()
    {
        XElement domain = Read("qemu-system-x86_64 -m 1G -drive file=/d.raw,format=raw,if=none,id=d -device virtio-blk-pci,drive=d,id=x,foo=7");

        XElement device = domain.Descendants().Single(e => e.Name.LocalName == "device");
        device.Attribute("alias")!.Value.ShouldBe("ua-x");
        device.Descendants().Last().Attribute("value")!.Value.ShouldBe("7");
        Device(domain, "disk").Element("alias")!.Attribute("name")!.Value.ShouldBe("ua-x");
    }

    [Theory]
    [InlineData("-usbdevice tablet", "input", "type", "tablet")]
    [InlineData("-soundhw hda", "sound", "model", "ich6")]
    [InlineData("-device vfio-pci,host=01:00.1", "hostdev", "type", "pci")]
    [InlineData("-watchdog i6300esb", "watchdog", "model", "i6300esb")]
    [InlineData("-cdrom /a.iso", "disk", "device", "cdrom")]
    [InlineData("/a.qcow2", "disk", "device", "disk")]
    [InlineData("-fda /a.img", "disk", "device", "floppy")]
    [InlineData("-spice port=5930,disable-ticketing=on", "graphics", "type", "spice")]
    [InlineData("-display vnc=:3", "graphics", "port", "5903")]
    [InlineData("-nic bridge,br=br0,model=virtio", "interface", "type", "bridge")]
    [InlineData("-virtfs local,path=/srv,mount_tag=share,security_model=none", "filesystem", "type", "mount")]
    [InlineData("-serial tcp:127.0.0.1:4444,server,nowait", "serial", "type", "tcp")]
    public void Short_options_have_their_device(string option, string element, string attribute, string value) =>
        Read("qemu-system-x86_64 -m 1G " + option).Element("devices")!.Elements(element).ShouldContain(e => e.Attribute(attribute)!.Value == value);

    [Fact]
    public void What_is_made_of_a_line_of_2010_starts_the_guest_that_it_meant()
    {
        string started = Started(TwoThousandTen);

        started.ShouldContain(" -accel kvm ");
        started.ShouldContain("size=8290304k");
        started.ShouldContain("-smp 4,sockets=4,cores=1,threads=1");
        started.ShouldContain("-cpu qemu64,vmx=on");
        started.ShouldContain("\"filename\":\"/data/img/rhce/jiaoshiji.qcow2\"");
        started.ShouldContain("\"mac\":\"52:54:00:12:34:01\"");
        started.ShouldContain("-vnc 0.0.0.0:20");
    }

    [Fact]
    public void What_is_made_of_one_with_a_script_does_too()
    {
        string started = Started(WithScript);

        started.ShouldContain("\"driver\":\"virtio-blk-pci\"");
        started.ShouldContain("\"driver\":\"virtio-net-pci\"");
        started.ShouldContain("size=1048576k");
        started.ShouldContain(":0");
    }

    /// <summary>The command line of the guest that a line describes, as a start here would have it.</summary>
    private static string Started(string line)
    {
        Domain domain = DomainReader.Read(Read(line).ToString());
        var context = new TranslationContext(domain, _ => TestQemu.Modern, new TestHost(), new Settings());
        Translation.Complete(context);
        LaunchPlan plan = Translation.Plan(context);
        return string.Join(' ', PlanRenderer.Arguments(plan, new PreviewNumbering(plan)));
    }

    private static XElement Device(XElement domain, string name) => domain.Element("devices")!.Element(name)!;

    /// <summary>As it is printed: what is made has to be read by the reader of domain XML.</summary>
    [Theory]
    [InlineData("-net nic,name=inner -net user", "-net nic,name=inner has no counterpart")]
    [InlineData("-net nic,model=virtio -net tap,name=outer,ifname=tap0", "name=outer of a network's back end")]
    public void A_name_for_the_monitor_is_said_to_be_lost(string option, string named) =>
        NativeReader.Read(ParsedCommand.Parse("qemu-system-x86_64 -m 1G " + option), new TestHost()).Warnings.ShouldContain(w => w.Contains(named));

    [Fact]
    public void A_card_of_net_nic_keeps_its_place() =>
        Device(Read("qemu-system-x86_64 -m 1G -net nic,model=virtio,addr=0x9 -net user"), "interface").Element("address")!.Attribute("slot")!.Value
            .ShouldBe("0x09");

    private static XElement Read(string line, NativeOptions? options = null) =>
        XElement.Parse(DomainWriter.Write(DomainReader.Read(NativeReader.Read(ParsedCommand.Parse(line), new TestHost(), options).Xml, new ReadingOptions())));
}
