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
    public void Words_for_nothing_are_taken_where_libvirt_takes_them(string os, string device) => Should.NotThrow(() => Read(Xml(os, device)));

    [Theory]
    [InlineData(
        "<disk type='file' device='disk'><source file='/x'/><target dev='vda' bus='virtio'/><geometry cyls='1' heads='1' secs='1' trans='default'/></disk>")]
    [InlineData("<memballoon model='default'/>")]
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
    public void All_findings_of_a_text_can_be_had_at_once()
    {
        var context = new ReadingContext(new ReadingOptions { FindAll = true });
        DomainReader.Read(Xml("<acpi/><vcppu>2</vcppu>",
            "<disk type='file' devise='disk'><source file='/x'/><target dev='vda' bus='virtio'/></disk><panic model='x'/><rng model='virtio'/>"), context);

        context.Findings.Select(f => f.Message.Split(';')[0]).ShouldBe(
            ["<acpi> is not known inside <domain>", "<vcppu> is not known inside <domain>", "<disk> has an attribute 'devise' that is not known here",
                "'x' is not a value of the attribute 'model' of <panic>", "<rng> needs a <backend>"],
            ignoreOrder: true);
    }

    private static string Xml(string section, string devices) =>
        $"<domain type='qemu'><name>a</name><memory>1</memory>{(section.StartsWith("<os", StringComparison.Ordinal) ? "" : "<os><type>hvm</type></os>")}{section}<devices>{devices}</devices></domain>";

    private static Domain Read(string xml) => DomainReader.Read(xml, new ReadingOptions());
}
