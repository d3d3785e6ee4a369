using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Tests;

/// <summary>Numbers and sizes that stand as an element's text, and what says nothing, as libvirt 11.3 was seen to read them (measured.md 1).</summary>
public sealed class NumbersAsTextSpecs
{
    [Theory]
    [InlineData("<blkiotune><weight/></blkiotune>", "<blkiotune")]
    [InlineData("<iothreads/>", "<iothreads")]
    [InlineData("<cputune><shares></shares><iothread_quota/></cputune>", "<cputune")]
    [InlineData("<memtune><hard_limit/></memtune>", "<memtune")]
    [InlineData("<numatune><memory/></numatune>", "<numatune")]
    [InlineData("<devices><interface type='user'><tune><sndbuf/></tune></interface></devices>", "<sndbuf")]
    [InlineData("<devices><controller type='pci' model='pci-root'><pcihole64/></controller></devices>", "<pcihole64")]
    [InlineData("<devices><disk><target dev='vda'/><iotune><total_bytes_sec/></iotune></disk></devices>", "<iotune")]
    [InlineData("<devices><rng model='virtio'><rate bytes='' period=''/><backend model='random'/></rng></devices>", "<rate")]
    [InlineData("<devices><input type='tablet' bus='usb'><address type='usb' bus='0' port='0.1'/></input></devices>", "0.1")]
    [InlineData("<clock offset='utc' adjustment=''/>", "adjustment")]
    [InlineData("<memoryBacking><allocation mode='immediate' threads=''/></memoryBacking>", "threads")]
    [InlineData("<features><kvm><dirty-ring state='off' size='4294967296'/></kvm></features>", "size=")]
    [InlineData("<devices><filesystem type='mount'><driver type='path' queue='1024'/><source dir='/a'/><target dir='b'/></filesystem></devices>", "queue")]
    [InlineData("<devices><channel type='pty'><target type='virtio'/><address type='isa'/></channel></devices>", "isa")]
    [InlineData("<devices><tpm><backend type='emulator'><encryption/><source path='/x'/></backend></tpm></devices>", "path='/x'")]
    public void What_holds_nothing_says_nothing(string section, string absent) => Again(section).ShouldNotContain(absent);

    [Theory]
    [InlineData("<memory>+4096</memory>", "<memory unit='KiB'>4096<")]
    [InlineData("<iothreads> +2</iothreads>", "<iothreads>2<")]
    [InlineData("<vcpu>+2</vcpu>", ">2</vcpu>")]
    [InlineData("<cputune><shares>+7</shares></cputune>", "<shares>7<")]
    [InlineData("<os><bios useserial='on'/></os>", "<bios useserial='no'/>")]
    [InlineData("<iothreads>1</iothreads><cputune><iothreadsched iothreads='1' scheduler='batch' priority='x'/></cputune>", "scheduler='batch'/>")]
    [InlineData("<cpu mode='host-passthrough'><maxphysaddr mode='passthrough' limit='4294967295'/></cpu>", "limit='-1'")]
    [InlineData(
        "<devices><interface type='user'><backend type='passt'/><portForward proto='tcp'><range start='65536'/></portForward></interface></devices>",
        "<range start='65536'/>")]
    [InlineData("<blkiotune><weight>+700</weight></blkiotune>", "<weight>700<")]
    [InlineData("<blkiotune><device><path>/d</path><read_iops_sec>-1</read_iops_sec></device></blkiotune>", "<read_iops_sec>4294967295<")]
    [InlineData("<blkiotune><device><path>/d</path><read_bytes_sec>-1</read_bytes_sec></device></blkiotune>", "<read_bytes_sec>18446744073709551615<")]
    [InlineData(
        "<clock offset='utc'><timer name='rtc'><catchup threshold='4294967296' slew='+5' limit='18446744073709551615'/></timer></clock>",
        "<catchup threshold='4294967296' slew='5' limit='18446744073709551615'/>")]
    public void A_plus_may_stand_before_digits_and_a_minus_where_C_would_take_it(string section, string written) => Again(section).ShouldContain(written);

    [Theory]
    [InlineData("700 ")]
    [InlineData("0x10")]
    [InlineData("-1")]
    [InlineData("4294967296")]
    public void A_weight_that_is_no_number_is_read_over_with_a_warning(string text)
    {
        var context = new ReadingContext(new ReadingOptions());
        DomainReader.Read(Xml($"<blkiotune><weight>{text}</weight></blkiotune>"), context).BlkioTune!.Weight.ShouldBeNull();
        context.Warnings.ShouldHaveSingleItem().ShouldContain("<weight>");
    }

    [Theory]
    [InlineData("<cputune><shares>-1</shares></cputune>")]
    [InlineData("<cputune><shares>++1</shares></cputune>")]
    [InlineData("<memory>-1</memory>")]
    [InlineData("<vcpu/>")]
    [InlineData("<devices><redirfilter><usbdev class='4 ' allow='yes'/></redirfilter></devices>")]
    [InlineData("<devices><interface type='user'><bandwidth><inbound average='18014398509481985'/></bandwidth></interface></devices>")]
    [InlineData("<devices><interface type='user'><bandwidth><outbound average='1' burst='4194304'/></bandwidth></interface></devices>")]
    [InlineData("<memory/><currentMemory>1 </currentMemory>")]
    [InlineData("<blkiotune><device><path>/d</path><read_iops_sec>-4294967296</read_iops_sec></device></blkiotune>")]
    [InlineData("<devices><graphics type='vnc'><audio/></graphics></devices>")]
    [InlineData("<devices><interface type='ethernet'><source><route address='10.0.0.0' gateway='192.168.125.2'/></source></interface></devices>")]
    [InlineData("<devices><interface type='ethernet'><source><route address='10.20.0.0' prefix='8' gateway='192.168.125.2'/></source></interface></devices>")]
    public void And_all_else_is_refused(string section) => Should.Throw<DomainException>(() => DomainReader.Read(Xml(section)));

    private static string Again(string section) => DomainWriter.Write(DomainReader.Read(Xml(section)));

    private static string Xml(string section) => $"<domain type='kvm'><name>x</name>{Os(section)}</domain>";

    private static string Os(string section) => section.StartsWith("<os>", StringComparison.Ordinal)
        ? section.Replace("<os>", "<os><type>hvm</type>", StringComparison.Ordinal)
        : "<os><type>hvm</type></os>" + section;
}
