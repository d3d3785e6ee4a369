using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Launching;

namespace VirshLite.Runner.Tests.Launching;

public class NotCarriedOutSpecs
{
    [Fact]
    public void An_ordinary_guest_has_all_it_asks_for() =>
        Of("<memtune><hard_limit unit='MiB'>64</hard_limit></memtune><cputune><shares>2048</shares><vcpupin vcpu='0' cpuset='0'/></cputune><seclabel "
            + "type='none'/>", "<interface type='user'/>").ShouldBeEmpty();

    [Theory]
    [InlineData("<resource><partition>/p</partition></resource>", "<resource>")]
    [InlineData("<resource><fibrechannel appid='a'/></resource>", "<fibrechannel>")]
    [InlineData("<perf><event name='cmt' enabled='yes'/></perf>", "<perf>")]
    [InlineData("<seclabel type='dynamic' model='selinux' relabel='yes'/>", "<seclabel>")]
    public void Limits_and_counters_are_warned_about(string section, string element) =>
        Of(section, "").ShouldHaveSingleItem().ShouldStartWith(element + " has no effect");

    [Fact]
    public void A_switch_that_is_told_nothing_is_warned_about() =>
        Of("", "<interface type='direct'><source dev='e' mode='vepa'/><virtualport type='802.1Qbh'><parameters profileid='p'/></virtualport></interface>")
            .ShouldHaveSingleItem().ShouldStartWith("<virtualport> has no effect");

    [Fact]
    public void What_the_network_asks_for_is_seen_too()
    {
        Domain domain = Read("", "<interface type='network'><source network='n'/></interface>");
        domain.Interfaces[0].Resolution = new InterfaceResolution { Type = InterfaceType.Direct, VirtualPort = new VirtualPort { Type = "802.1Qbg" } };
        NotCarriedOut.Of(domain).ShouldHaveSingleItem().ShouldStartWith("<virtualport> has no effect");
    }

    [Theory]
    [InlineData("<lease><lockspace>s</lockspace><key>k</key><target path='/l'/></lease>", "<lease>")]
    public void What_protects_others_is_refused(string device, string word) =>
        Should.Throw<GuestException>(() => Of("", device)).Message.ShouldContain(word);

    private static IReadOnlyList<string> Of(string sections, string devices) => NotCarriedOut.Of(Read(sections, devices));

    private static Domain Read(string sections, string devices) => DomainReader.Read(
        $"<domain type='qemu'><name>x</name><memory>1024</memory><os><type arch='x86_64'>hvm</type></os>{sections}<devices>{devices}</devices></domain>");
}
