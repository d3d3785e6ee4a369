using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Reading;

namespace VirshLite.DomainParser.Tests;

/// <summary>What the readers of the sections outside the devices refuse, and where they point.</summary>
public class SectionRefusalSpecs
{
    [Theory]
    [InlineData("<memory>1</memory><memory>2</memory>", 3, "only one <memory>")]
    [InlineData("<title>two\nlines</title>", 3, "one line")]
    [InlineData("<uuid>c7a5</uuid>", 3, "not a UUID")]
    [InlineData("<vcpu current='3'>2</vcpu>", 3, "must not be less than current vCPU count")]
    [InlineData("<vcpu cpuset='aaa'>1</vcpu>", 3, "numbers below 16384")]
    [InlineData("<vcpu>2</vcpu><cputune>\n<vcpusched vcpus='0-1' scheduler='rr' priority='1'/>\n<vcpusched vcpus='1' scheduler='batch'/></cputune>", 5,
        "overlap")]
    [InlineData("<iothreads>1</iothreads>\n<cputune><iothreadpin iothread='2' cpuset='0'/></cputune>", 4, "Cannot find 'iothread' : 2")]
    [InlineData("<cputune><period>10</period></cputune>", 3, "from 1000 to 1000000")]
    [InlineData("<numatune><memory mode='strict' nodeset='0,^0'/></numatune>", 3, "names no node")]
    [InlineData("<numatune><memnode cellid='0' nodeset='0'/></numatune>", 3, "guest NUMA cells")]
    [InlineData("<cpu><numa><cell memory='1'/>\n<cell id='2' memory='1'/></numa></cpu>", 4, "without gaps")]
    [InlineData("<vcpu>4</vcpu><cpu><numa>\n<cell cpus='0-1' memory='1'/>\n<cell cpus='1-2' memory='1'/></numa></cpu>", 5, "another cell")]
    [InlineData("<cpu><numa><cell memory='1'><distances>\n<sibling id='2' value='21'/></distances></cell></numa></cpu>", 4, "does not refer to a cell")]
    [InlineData("<cpu><feature name='ss'/></cpu>", 3, "need a <model>")]
    [InlineData("<cpu><model>a</model><feature name='ss'/>\n<feature name='ss'/></cpu>", 4, "more than once")]
    [InlineData("<features><hyperv><spinlocks state='on' retries='12'/></hyperv></features>", 3, "at least 4095")]
    [InlineData("<features><kvm><dirty-ring state='on' size='1000'/></kvm></features>", 3, "power of two")]
    [InlineData("<features><smm state='maybe'/></features>", 3, "'on' or 'off'")]
    [InlineData("<clock offset='utc' adjustment='soon'/>", 3, "'reset' or a number")]
    [InlineData("<memoryBacking><hugepages>\n<page size='0'/></hugepages></memoryBacking>", 4, "has a size")]
    [InlineData("<sysinfo type='smbios'><bios>\n<entry name='date'>999</entry></bios></sysinfo>", 4, "mm/dd/yyyy")]
    [InlineData("<seclabel type='static' model='dac'/>", 3, "needs <label>")]
    [InlineData("<seclabel model='dac'/>\n<seclabel model='dac'/>", 4, "already provided")]
    [InlineData("<launchSecurity type='sev'><policy>xyz</policy></launchSecurity>", 3, "hexadecimal")]
    [InlineData("<memory> 4096 </memory>", 3, "'4096' with white space about it")]
    [InlineData("<vcpu>2\n</vcpu>", 3, "'2' with white space about it")]
    [InlineData("<on_poweroff>\n destroy\n</on_poweroff>", 3, "'destroy' with white space about it")]
    [InlineData("<q:commandline xmlns:q='https://libvirt.org/schemas/domain/qemu/1.0'/>", 3, "<commandline> is in the namespace 'https://libvirt.org")]
    [InlineData("<devices><disk>\n<driver io='default'/><target dev='vda'/></disk></devices>", 4, "'io' in element 'driver': 'default'")]
    [InlineData("<surprise/>", 3, "<surprise> is not known inside <domain>")]
    [InlineData("<pm>\n<suspend-to-mem enable='no'/></pm>", 4, "attribute 'enable'")]
    public void A_section_is_refused_with_its_place(string section, int line, string reason)
    {
        string xml = $"<domain type='kvm'>\n<name>x</name><os><type>hvm</type></os>\n{section}</domain>";
        DomainException refusal = Should.Throw<DomainException>(() => DomainReader.Read(xml));
        refusal.Message.ShouldContain(reason);
        refusal.Position.Line.ShouldBe(line);
        refusal.Position.Column.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData("<domain type='kvm'><os><type>hvm</type></os></domain>", "<name>")]
    [InlineData("<domain type='xen'><name>x</name><os><type>hvm</type></os></domain>", "qemu, kvm, hvf")]
    [InlineData("<domain type='kvm'><name>x</name><os><type>exe</type></os></domain>", "<type>hvm</type>")]
    [InlineData("<domain type='kvm'><name>x</name><os><type arch='pdp11'>hvm</type></os></domain>", "unknown architecture 'pdp11'")]
    [InlineData("<domain type='kvm'><name>a/b</name><os><type>hvm</type></os></domain>", "no '/'")]
    public void A_domain_needs_its_names(string xml, string reason) =>
        Should.Throw<DomainException>(() => DomainReader.Read(xml)).Message.ShouldContain(reason);

    [Theory]
    [InlineData("<metadata/><memory>\n  4096</memory>")]
    [InlineData("<memory unit=''>4096</memory><clock offset=''/><cpu check='default'><model fallback=''>qemu64</model></cpu>")]
    [InlineData("<devices><video><model type='vga' primary='true'/></video></devices>", "'true' is not a value of the attribute 'primary'")]
    [InlineData("<devices><graphics type='vnc' autoport='true'/></devices>", "'true' is not a value of the attribute 'autoport'")]
    [InlineData("<devices xmlns:t='https://tool.example/ns'><disk t:role='os'><target dev='vda'/></disk></devices>",
        "attribute 'role' of the foreign namespace")]
    [InlineData("<t:note xmlns:t='urn:tool'><deep/></t:note>", "<note> is of the foreign namespace 'urn:tool'")]
    public void What_means_nothing_to_a_definition_is_let_through_with_a_word(string section, string? warning = null) =>
        LetThrough($"<domain type='kvm'>\n<name>x</name><os><type>hvm</type></os>\n{section}</domain>", warning);

    [Fact]
    public void What_only_containers_boot_with_is_let_through_with_a_word() =>
        LetThrough("<domain type='kvm'><name>x</name><os><type>hvm</type><initarg>a</initarg></os></domain>", "<initarg> is for containers");

    private static void LetThrough(string xml, string? warning)
    {
        var context = new ReadingContext(new ReadingOptions());
        DomainReader.Read(xml, context);
        if (warning is null)
        {
            context.Warnings.ShouldBeEmpty();
        }
        else
        {
            context.Warnings.ShouldHaveSingleItem().ShouldContain(warning);
        }
    }
}
