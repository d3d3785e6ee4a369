using VirshLite.Translator.Comparing;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Tests.Comparing;

/// <summary>Two spellings of one meaning are no difference.</summary>
public sealed class SpellingSpecs
{
    [Theory]
    [InlineData("-device pcie-root-port,port=0x10,id=a,addr=0x2", """-device '{"driver":"pcie-root-port","port":16,"id":"a","addr":"0x2"}'""")]
    [InlineData("-device e1000,id=a,addr=0x2", "-device e1000,id=a,addr=2.0")]
    [InlineData("-m 2048", "-m size=2097152k")]
    [InlineData("-m 4G,slots=16,maxmem=8G", "-m size=4194304k,slots=16,maxmem=8388608k")]
    [InlineData("-machine pc,accel=kvm", "-machine pc -accel kvm")]
    [InlineData("-M pc -enable-kvm", "-machine pc,accel=kvm:tcg")]
    [InlineData("-machine pc -no-hpet", "-machine pc,hpet=off")]
    [InlineData("-machine pc -no-acpi", "-machine pc,acpi=off")]
    [InlineData("-machine pc -usb", "-machine pc,usb=on")]
    [InlineData("-realtime mlock=on", "-overcommit mem-lock=on")]
    [InlineData("-realtime mlock=off", "-overcommit mem-lock=off")]
    [InlineData("-overcommit mem-lock=off", "")]
    [InlineData("-cpu host,hv_time,kvm_pv_eoi=on", "-cpu host,hv-time=on,kvm-pv-eoi=on")]
    [InlineData("-cpu qemu64,+sse4.1", "-cpu qemu64,sse4_1=on")]
    [InlineData("-boot c", "-boot order=c")]
    [InlineData("--name a", "-name guest=a")]
    [InlineData("-device VGA,id=a,x=yes", "-device VGA,id=a,x=on")]
    [InlineData("-device ide-drive,id=a", "-device ide-hd,id=a")]
    [InlineData("-chardev tty,id=a,path=/dev/ttyS0", "-chardev serial,id=a,path=/dev/ttyS0")]
    [InlineData("-chardev socket,id=a,path=/s,reconnect=5", "-chardev socket,id=a,path=/s,reconnect-ms=5000")]
    [InlineData("-machine pc,kernel_irqchip=on", "-machine pc,kernel-irqchip=on")]
    [InlineData(
        "-drive file=/d.qcow2,format=qcow2,if=none,id=drive-virtio-disk0,cache=none -device virtio-blk-pci,scsi=off,drive=drive-virtio-disk0,id=virtio-disk0",
        """-blockdev '{"driver":"file","filename":"/d.qcow2","node-name":"s","auto-read-only":true,"discard":"unmap"}' -blockdev '{"driver":"qcow2","node-name":"f","read-only":false,"cache":{"direct":true,"no-flush":false},"file":"s"}' -device virtio-blk-pci,drive=f,id=virtio-disk0,write-cache=on""")]
    [InlineData("-net nic,model=virtio,macaddr=52:54:00:00:00:01 -net tap,ifname=t",
        "-netdev tap,id=n0,ifname=t -device virtio-net-pci,netdev=n0,id=x,mac=52:54:00:00:00:01")]
    public void The_same_in_other_words(string left, string right) => Differences(left, right).ShouldBeEmpty();

    [Theory]
    [InlineData("-m 2048", "-m 2049")]
    [InlineData("-machine pc,accel=kvm", "-machine pc,accel=tcg")]
    [InlineData("-machine pc -no-acpi", "-machine pc")]
    [InlineData("-device e1000,id=a,addr=0x10", "-device e1000,id=a,addr=0x16")]
    [InlineData("-drive file=/d,format=raw,if=none,id=d -device virtio-blk-pci,drive=d,id=x",
        "-blockdev '{\"driver\":\"file\",\"filename\":\"/e\",\"node-name\":\"s\"}' -device virtio-blk-pci,drive=s,id=x")]
    public void Another_meaning_is_a_difference(string left, string right) => Differences(left, right).ShouldNotBeEmpty();

    [Fact]
    public void Identities_that_are_drawn_at_each_start_do_not_count_between_two_saved_lines()
    {
        const string One = "-uuid c7a5fdbd-edaf-9455-926a-d65c16db1809 -device e1000,id=n,mac=52:54:00:00:00:01";
        const string Other = "-uuid c7a5fdbd-edaf-9455-926a-d65c16db1800 -device e1000,id=n,mac=52:54:00:00:00:02";

        Differences(One, Other).Count.ShouldBe(2);
        Differences(One, Other, new ComparingOptions { DrawnIdentities = true }).ShouldBeEmpty();
        Differences(One, Other.Replace("52:54:00:00:00:02", "00:16:3e:00:00:02", StringComparison.Ordinal), new ComparingOptions { DrawnIdentities = true })
            .ShouldHaveSingleItem();
    }

    private static List<CommandDifference> Differences(string left, string right, ComparingOptions? options = null) =>
        CommandComparer.Compare(ParsedCommand.Parse("/bin/qemu-kvm -S " + left), ParsedCommand.Parse("/bin/qemu-kvm -S " + right), options);
}
