using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Tests;

/// <summary>XML that is made to hurt is refused, and at once (confinement.md 10).</summary>
public class HostileXmlSpecs
{
    [Theory]
    [InlineData(300)]
    [InlineData(100_000)]
    public void Elements_inside_each_other_without_end_are_refused(int levels)
    {
        string xml = "<domain>" + string.Concat(Enumerable.Repeat("<a>", levels)) + string.Concat(Enumerable.Repeat("</a>", levels)) + "</domain>";

        Should.Throw<DomainException>(() => DomainReader.Read(xml)).Message.ShouldContain("more than 256 elements inside each other");
    }

    [Fact]
    public void Elements_without_their_ends_are_refused_before_they_fill_memory() =>
        Should.Throw<DomainException>(() => DomainReader.Read(string.Concat(Enumerable.Repeat("<a>", 1_000_000)))).Message.ShouldContain("inside each other");

    [Fact]
    public void Many_elements_beside_each_other_are_none_of_that() =>
        DomainReader.Read("<domain type='qemu'><name>a</name><metadata><x:y xmlns:x='urn:x'>" + string.Concat(Enumerable.Repeat("<x:z/>", 5000))
            + "</x:y></metadata><os><type>hvm</type></os></domain>").Name.ShouldBe("a");

    [Fact]
    public void Entities_are_refused() =>
        Should.Throw<DomainException>(() => DomainReader.Read("<!DOCTYPE d [<!ENTITY a SYSTEM 'file:///etc/shadow'>]><domain><name>&a;</name></domain>"));

    [Theory]
    [InlineData("<iothreads>1000000</iothreads>", "", "<iothreads> holds 1000000: no guest can have more than 4096")]
    [InlineData("<iothreads>4294967295</iothreads>", "", "no guest can have more than 4096")]
    [InlineData("", "<controller type='scsi' index='100000'/>", "the attribute 'index' of <controller> is 100000: no guest can have more than 65535")]
    [InlineData("", "<controller type='scsi' index='0'><driver queues='4294967295'/></controller>", "no guest can have more than 65535")]
    [InlineData("", "<interface type='ethernet'><model type='virtio'/><driver queues='4294967295'/></interface>", "the attribute 'queues' of <driver> is 4294967295")]
    [InlineData("", "<disk type='file'><driver name='qemu' queues='70000'/><source file='/x'/><target dev='vda'/></disk>", "is 70000")]
    [InlineData("", "<disk type='file'><source file='/x'><slices><slice type='storage' offset='18446744073709551615' size='1'/></slices></source>"
        + "<target dev='vda'/></disk>", "the <slice> ends behind where any file can end")]
    [InlineData("", "<disk type='file'><source file='/x'><slices><slice type='storage' offset='1' size='9223372036854775807'/></slices></source>"
        + "<target dev='vda'/></disk>", "the <slice> ends behind where any file can end")]
    [InlineData("<vcpu>4294967295</vcpu>", "", "a number of vCPUs from 1 to 16384 belongs")]
    [InlineData("<vcpu cpuset='0-4294967295'>1</vcpu>", "", "numbers below 16384")]
    public void What_nobody_could_count_up_to_is_refused(string sections, string devices, string message)
    {
        string xml = $"<domain type='qemu'><name>a</name><memory>65536</memory>{sections}<os><type>hvm</type></os><devices>{devices}</devices></domain>";

        Should.Throw<DomainException>(() => DomainReader.Read(xml)).Message.ShouldContain(message);
    }
}
