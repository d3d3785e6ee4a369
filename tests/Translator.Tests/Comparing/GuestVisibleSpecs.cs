using VirshLite.Translator.Comparing;
using VirshLite.Translator.Parsing;

namespace VirshLite.Translator.Tests.Comparing;

/// <summary>What a guest would notice of a difference between two command lines.</summary>
public sealed class GuestVisibleSpecs
{
    [Theory]
    [InlineData("-machine pc-q35-9.0", "-machine pc-q35-10.0", true)]
    [InlineData("-machine q35,memory-backend=a", "-machine q35,memory-backend=b", false)]
    [InlineData("-cpu qemu64", "-cpu qemu64,aes=on", true)]
    [InlineData("-smp 4,sockets=4,dies=1,cores=1,threads=1", "-smp 4,sockets=4,dies=1,clusters=1,cores=1,threads=1", false)]
    [InlineData("-smp 4,sockets=4,dies=1,clusters=1,cores=1,threads=1", "-smp 4,sockets=2,dies=1,clusters=2,cores=1,threads=1", true)]
    [InlineData("-m 512", "-m size=524288k", false)]
    [InlineData("-m 512", "-m 1024", true)]
    [InlineData("-device e1000,id=net0,bus=pci.0,addr=0x3", "-device e1000,id=net0,bus=pci.0,addr=0x4", true)]
    [InlineData("-device e1000,id=net0,netdev=a", "-device e1000,id=net0,netdev=b", false)]
    [InlineData("-device e1000,id=net0", "-device e1000,id=net0 -device AC97,id=sound0", true)]
    [InlineData("-blockdev driver=file,node-name=a,filename=/a", "-blockdev driver=file,node-name=a,filename=/b", false)]
    [InlineData("-mon chardev=m,id=monitor,mode=control", "-object monitor-qmp,id=monitor,chardev=m", false)]
    [InlineData("-S", "-object acpi-generic-initiator,id=gi0,pci-dev=hostdev0,node=1", true)]
    [InlineData("-S", "-S -global ICH9-LPC.noreboot=off", true)]
    public void What_a_guest_sees(string left, string right, bool sees) =>
        CommandComparer.Compare(ParsedCommand.Parse("/usr/bin/qemu " + left), ParsedCommand.Parse("/usr/bin/qemu " + right)).Exists(GuestVisible.Sees)
            .ShouldBe(sees);
}
