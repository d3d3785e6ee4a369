using VirshLite.DomainParser;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Name, machine, clock, power, boot, SMBIOS and the user's own words on the command line.</summary>
public class CommandSkeletonSpecs
{
    [Theory]
    [InlineData("<clock offset='utc'/>", "-rtc base=utc ")]
    [InlineData("<clock offset='localtime'/>", "-rtc base=localtime ")]
    [InlineData("<clock offset='utc' adjustment='60'/>", "-rtc base=2023-11-14T22:14:20 ")]
    [InlineData("<clock offset='absolute' start='1000000000'/>", "-rtc base=2001-09-09T01:46:40 ")]
    [InlineData("<clock><timer name='rtc' track='guest' tickpolicy='catchup'/></clock>", "-rtc base=utc,clock=vm,driftfix=slew ")]
    [InlineData("<clock><timer name='pit' tickpolicy='discard'/></clock>", "-global kvm-pit.lost_tick_policy=discard ")]
    [InlineData("<clock><timer name='hpet' present='no'/></clock>", ",hpet=off,")]
    [InlineData("<pm><suspend-to-mem enabled='no'/></pm>", "-global ICH9-LPC.disable_s3=1 ")]
    [InlineData("<features><acpi/></features>", ",acpi=on ")]
    [InlineData("<features><smm><tseg unit='MiB'>48</tseg></smm></features>", "-accel kvm -global mch.extended-tseg-mbytes=48 ")]
    [InlineData("<features><ioapic driver='qemu'/><vmport state='off'/></features>", "usb=off,vmport=off,kernel_irqchip=split,")]
    [InlineData("<vcpu current='1'>4</vcpu>", "-smp 1,maxcpus=4,sockets=4,cores=1,threads=1 ")]
    [InlineData(
        "<vcpu>8</vcpu><cpu><model>qemu64</model><topology sockets='2' cores='2' threads='2'/></cpu>", "-smp 8,sockets=2,dies=1,clusters=1,cores=2,threads=2 ")]
    [InlineData("<iothreads>1</iothreads><iothreadids><iothread id='3'/></iothreadids>", """-object {"qom-type":"iothread","id":"iothread3"} """)]
    [InlineData("<genid>e9392370-2917-565e-692b-d057f46512d6</genid>", """-device {"driver":"vmgenid","guid":"e9392370-2917-565e-692b-d057f46512d6","id":"vmgenid0"} """)]
    public void A_section_comes_out(string sections, string words) => CoreGuest.Text(sections).ShouldContain(words);

    [Theory]
    [InlineData("<bootmenu enable='yes' timeout='3000'/>", "-boot menu=on,splash-time=3000,strict=on ")]
    [InlineData("<bios rebootTimeout='-1'/>", "-boot reboot-timeout=-1,strict=on ")]
    [InlineData("<kernel>/k,1</kernel><cmdline>a='b'</cmdline>", "-kernel /k,1 -append a='b' ")]
    [InlineData("<acpi><table type='slic'>/a//b,c</table></acpi>", "-acpitable sig=SLIC,file=/a/b,,c ")]
    public void A_part_of_os_comes_out(string os, string words) => CoreGuest.Text("<features><acpi/></features>", os).ShouldContain(words);

    [Fact]
    public void Smbios_tables_have_their_commas_doubled()
    {
        string text = CoreGuest.Text(
            "<sysinfo type='smbios'><system><entry name='product'>a,b</entry></system><chassis><entry name='asset'>c</entry></chassis>"
            + "<oemStrings><entry>x=y,z</entry></oemStrings></sysinfo>",
            "<smbios mode='sysinfo'/>");

        text.ShouldContain("-smbios type=1,product=a,,b -smbios type=3,manufacturer=,asset=c -smbios type=11,value=x=y,,z ");
    }

    [Fact]
    public void The_users_words_and_overrides_are_kept()
    {
        string text = CoreGuest.Text(
            "<devices><memballoon model='virtio'><alias name='ua-b'/></memballoon></devices>"
            + "<q:commandline xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:arg value='-foo'/><q:arg value='bar baz'/></q:commandline>"
            + "<q:override xmlns:q='http://libvirt.org/schemas/domain/qemu/1.0'><q:device alias='ua-b'><q:frontend>"
            + "<q:property name='addr' type='remove'/><q:property name='x' type='unsigned' value='5'/></q:frontend></q:device></q:override>");

        text.ShouldContain(" -foo bar baz ");
        text.ShouldContain("""-device {"driver":"virtio-balloon-pci","id":"ua-b","bus":"pci.2","x":5}""");
    }

    [Theory]
    [InlineData("<on_reboot>preserve</on_reboot>", "'preserve'")]
    [InlineData("<on_reboot>destroy</on_reboot><on_poweroff>restart</on_poweroff>", "'on_reboot'")]
    [InlineData("<clock><timer name='platform'/></clock>", "'platform'")]
    [InlineData("<clock><timer name='pit' track='guest'/></clock>", "timer track")]
    [InlineData("<vcpu>4</vcpu><cpu><model>qemu64</model><topology sockets='1' cores='1' threads='1'/></cpu>", "topology")]
    [InlineData("<vcpu>2</vcpu><vcpus><vcpu id='0' enabled='no'/><vcpu id='1' enabled='yes'/></vcpus>", "vCPU 0")]
    [InlineData("<features><smm><tseg unit='KiB'>5</tseg></smm></features>", "divisible by 1 MiB")]
    [InlineData("<devices><iommu model='virtio'/></devices>", "requires ACPI")]
    [InlineData("<launchSecurity type='sev'><policy>0x1</policy></launchSecurity>", "'sev' launch security")]
    public void What_cannot_be_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => CoreGuest.Completed(CoreGuest.Context(sections))).Message.ShouldContain(reason);

    [Fact]
    public void A_guest_that_needs_less_gets_less()
    {
        string text = CoreGuest.Text(CoreGuest.Context("<features><tcg><tb-cache unit='MiB'>64</tb-cache></tcg></features>", machine: "pc", type: "qemu"));

        text.ShouldContain("-accel tcg,tb-size=64 ");
        text.ShouldNotContain("-global");
    }
}
