using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Tests;

/// <summary>XML of a running guest is read as the definition behind it: what only a run has is left away.</summary>
public class LiveDevicesSpecs
{
    [Theory]
    [InlineData(
        "<serial type='pty' tty='/dev/pts/3'><source path='/dev/pts/3'/><target type='isa-serial' port='0'><model name='isa-serial'/></target><alias "
        + "name='serial0'/></serial>",
        "<serial type='pty'><target type='isa-serial' port='0'><model name='isa-serial'/></target></serial>")]
    [InlineData(
        "<channel type='unix'><source mode='bind' path='/s'/><target type='virtio' name='a' state='connected'/><alias name='channel0'/></channel>",
        "<channel type='unix'><source mode='bind' path='/s'/><target type='virtio' name='a'/></channel>")]
    [InlineData(
        "<graphics type='vnc' port='5900' autoport='yes' listen='127.0.0.1'><listen type='network' address='127.0.0.1' network='n'/></graphics>",
        "<graphics type='vnc' port='-1' autoport='yes'><listen type='network' network='n'/></graphics>")]
    [InlineData(
        "<graphics type='spice' port='5901' tlsPort='5902' autoport='yes'><listen type='address' address='::'/></graphics>",
        "<graphics type='spice' autoport='yes' listen='::'><listen type='address' address='::'/></graphics>")]
    public void Run_time_data_goes(string live, string definition) => Write(Read(live)).ShouldBe(Write(Read(definition)));

    [Fact]
    public void The_video_device_with_primary_yes_comes_first()
    {
        Domain domain = Read("<video><model type='vga'/></video><video><model type='qxl' primary='yes'/></video>");

        domain.Videos.Select(v => v.Model).ShouldBe([VideoModel.Qxl, VideoModel.Vga]);
    }

    [Fact]
    public void Consoles_are_counted_and_parallel_ports_count_on()
    {
        Domain domain = Read("<console type='pty'><target port='9'/></console><parallel type='null'><target port='4'/></parallel><parallel type='null'/>");

        domain.Consoles[0].Port.ShouldBe(0u);
        domain.Parallels.Select(p => p.Port).ShouldBe([4u, 5u]);
    }

    [Theory]
    [InlineData("1.1", 0x0110u)]
    [InlineData("1.10", 0x0110u)]
    [InlineData("2.01", 0x0201u)]
    [InlineData("12.34", 0x1234u)]
    public void Versions_in_a_redirection_filter_are_BCD(string text, uint bcd) =>
        Read($"<redirfilter><usbdev version='{text}' allow='yes'/></redirfilter>").RedirFilter!.Entries[0].Version.ShouldBe(bcd);

    [Theory]
    [InlineData("<serial type='nonsense'/>", "nonsense")]
    [InlineData("<serial type='pty'><source/><source/></serial>", "only one <source>")]
    [InlineData("<channel type='pty'/>", "needs a <target")]
    [InlineData("<channel type='pty'><target type='guestfwd' address='::1' port='1'/></channel>", "IPv4")]
    [InlineData("<smartcard mode='host-certificates'><certificate>a</certificate></smartcard>", "three certificates")]
    [InlineData("<tpm model='tpm-tis'/>", "backend")]
    [InlineData("<audio id='0' type='none'/>", "count from 1")]
    [InlineData("<memballoon model='virtio'/><memballoon model='virtio'/>", "only a single")]
    [InlineData("<input type='mouse' bus='usb' colour='red'/>", "colour")]
    public void What_means_nothing_is_refused_at_its_place(string devices, string reason)
    {
        DomainException refusal = Should.Throw<DomainException>(() => Read(devices));

        refusal.Message.ShouldContain(reason);
        refusal.Position.Line.ShouldBe(1);
    }

    private static Domain Read(string devices) =>
        DomainReader.Read($"<domain type='kvm'><name>a</name><memory>1</memory><os><type>hvm</type></os><devices>{devices}</devices></domain>");

    private static string Write(Domain domain) => DomainWriter.Write(domain);
}
