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
}
