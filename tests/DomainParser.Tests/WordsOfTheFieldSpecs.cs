using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Tests;

/// <summary>What people's files hold: words that libvirt takes for their absence, words in the wrong place, two of what there is one of.</summary>
public sealed class WordsOfTheFieldSpecs
{
    [Theory]
    [InlineData("<os><type>hvm</type><smbios mode='none'/></os>", "")]
    [InlineData("<os><type>hvm</type><loader type='rom' format='none'>/x</loader></os>", "")]
    [InlineData("", "<panic model='default'/>")]
    [InlineData("", "<serial type='pty'><target type='none'/></serial>")]
    [InlineData("", "<serial type='pty'><target type='isa-serial'><model name='none'/></target></serial>")]
    [InlineData("", "<console type='pty'><target type='none'/></console>")]
    [InlineData("", "<video><model type='default'/></video>")]
    [InlineData("", "<video><model type='qxl'/><driver vgaconf='default'/></video>")]
    [InlineData("", "<graphics type='vnc' sharePolicy='default'/>")]
    [InlineData("", "<vsock model='default'/>")]
    [InlineData("", "<disk type='file' device='disk' model='default'><source file='/x'/><target dev='vda' bus='virtio'/></disk>")]
    [InlineData("", "<controller type='pci' index='1' model='pcie-root-port'><model name='none'/></controller>")]
    [InlineData("", "<serial type='pty'><target type='isa-serial'><model name=''/></target></serial>")]
    [InlineData("", "<serial type='unix'><source mode='bind' path='/x'/><protocol type='none'/></serial>")]
    [InlineData("", "<filesystem type='mount' accessmode=''><source dir='/x'/><target dir='y'/></filesystem>")]
    [InlineData("", "<hostdev mode='subsystem' type='usb' managed='default'><source><vendor id='0x1'/><product id='0x1'/></source></hostdev>")]
    [InlineData("", "<interface type='ethernet'><source><ip address='10.0.0.1' family='default' prefix='24'/></source></interface>")]
    [InlineData("", "<disk type='network' device='disk'><source protocol='nbd' name='x'><host name='' port='1'/></source><target dev='vda'/></disk>")]
    [InlineData("<memoryBacking><allocation mode=''/></memoryBacking>", "")]
    public void Words_for_nothing_are_taken_where_libvirt_takes_them(string os, string device) => Should.NotThrow(() => Read(Xml(os, device)));

    [Theory]
    [InlineData(
        "<disk type='file' device='disk'><source file='/x'/><target dev='vda' bus='virtio'/><geometry cyls='1' heads='1' secs='1' trans='default'/></disk>")]
    [InlineData("<memballoon model='default'/>")]
    [InlineData("<serial type='tcp'><source mode='connect' host='h' service='1'/><protocol type='none'/></serial>")]
    [InlineData("<rng model='default'><backend model='random'/></rng>")]
    public void And_refused_where_libvirt_refuses_them(string device) => Should.Throw<DomainException>(() => Read(Xml("", device)));

    [Theory]
    [InlineData("<acpi/>", "<acpi> is not known inside <domain>; it belongs inside <features>")]
    [InlineData("<emulator>/x</emulator>", "<emulator> is not known inside <domain>; it belongs inside <devices>")]
    [InlineData("<vcppu>2</vcppu>", "<vcppu> is not known inside <domain>; <vcpu> was meant?")]
    [InlineData("<memroy>2</memroy>", "<memroy> is not known inside <domain>; <memory> was meant?")]
    public void A_word_in_the_wrong_place_is_told_where_it_belongs_and_a_misspelt_one_what_was_meant(string element, string words) =>
        Should.Throw<DomainException>(() => Read(Xml(element, ""))).Message.ShouldStartWith(words);

    [Fact]
    public void A_wrong_namespace_is_named()
    {
        Should.Throw<DomainException>(() => Read("<domain type='qemu' xmlns='http://example.org/x'><name>a</name></domain>")).Message
            .ShouldBe("<domain> is in the namespace 'http://example.org/x', which xmlns=… gives it; domain XML has none");
        Should.Throw<DomainException>(() => Read(Xml("<q:commandline xmlns:q='https://libvirt.org/schemas/domain/qemu/1.0'/>", ""))).Message
            .ShouldContain("'http://libvirt.org/schemas/domain/qemu/1.0' would be right");
    }

    [Fact]
    public void Stray_text_is_said_not_dropped()
    {
        var context = new ReadingContext(new ReadingOptions());
        DomainReader.Read(Xml("<vcpus>2</vcpus>", "nonsense"), context);

        context.Warnings.Count.ShouldBe(2);
        context.Warnings.ShouldContain(warning => warning.Contains("the text 'nonsense' in <devices> means nothing", StringComparison.Ordinal));
        context.Warnings.ShouldContain(warning => warning.Contains("the text '2' in <vcpus> means nothing", StringComparison.Ordinal));
    }

    [Fact]
    public void What_stands_in_a_second_devices_counts_where_unknown_things_are_let_through()
    {
        string xml = Xml("", "<input type='tablet' bus='usb'/>")
            .Replace("</domain>", "<devices><rng model='virtio'><backend model='random'>/dev/urandom</backend></rng></devices></domain>",
            StringComparison.Ordinal);

        Should.Throw<DomainException>(() => Read(xml));
        Domain domain = DomainReader.Read(xml, new ReadingOptions { IgnoreUnknown = true });
        domain.Inputs.ShouldHaveSingleItem();
        domain.Rngs.ShouldHaveSingleItem();
    }

    [Fact]
    public void So_does_what_stands_in_a_second_section_of_those_that_libvirt_merges()
    {
        string[] sections =
        [
            "<memtune><hard_limit>65536</hard_limit></memtune>", "<memtune><soft_limit>65530</soft_limit></memtune>",
            "<cputune><shares>100</shares></cputune>", "<cputune><vcpupin vcpu='0' cpuset='0'/></cputune>",
            "<features><acpi/><kvm><hidden state='on'/></kvm></features>", "<features><apic/><kvm><hint-dedicated state='on'/></kvm></features>",
            "<clock offset='utc'/>", "<clock offset='localtime'><timer name='hpet' present='no'/></clock>",
            "<cpu><model>qemu64</model></cpu>", "<cpu mode='host-model'/>",
        ];

        Domain domain = DomainReader.Read(Xml(string.Concat(sections), ""), new ReadingOptions { IgnoreUnknown = true });

        domain.MemTune!.HardLimitKiB.ShouldBe(65536UL);
        domain.MemTune.SoftLimitKiB.ShouldBe(65530UL);
        domain.CpuTune!.VcpuPins.Count.ShouldBe(1);
        domain.Clock!.Timers.ShouldHaveSingleItem();
        string written = DomainWriter.Write(domain);
        written.ShouldContain("<apic/>");
        written.ShouldContain("<hint-dedicated state='on'/>");
        written.ShouldContain("<clock offset='utc'>");
        written.ShouldContain("qemu64");
    }

    [Fact]
    public void All_findings_of_a_text_can_be_had_at_once()
    {
        var context = new ReadingContext(new ReadingOptions { FindAll = true });
        DomainReader.Read(Xml("<acpi/><vcppu>2</vcppu>",
            "<disk type='file' devise='disk'><source file='/x'/><target dev='vda' bus='virtio'/></disk><panic model='x'/><rng model='virtio'/>"), context);

        context.Findings.Select(f => f.Message.Split(';', '.')[0]).ShouldBe(
            ["<acpi> is not known inside <domain>", "<vcppu> is not known inside <domain>", "<disk> has an attribute 'devise' that is not known here",
                "Invalid value for attribute 'model' in element 'panic': 'x'", "<rng> needs a <backend>"],
            ignoreOrder: true);
    }

    private static string Xml(string section, string devices) =>
        "<domain type='qemu'><name>a</name><memory>1</memory>"
        + $"{(section.StartsWith("<os", StringComparison.Ordinal) ? "" : "<os><type>hvm</type></os>")}{section}<devices>{devices}</devices></domain>";

    private static Domain Read(string xml) => DomainReader.Read(xml, new ReadingOptions());
}
