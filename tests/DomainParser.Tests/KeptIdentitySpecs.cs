using System.Xml.Linq;
using VirshLite.DomainParser.Editing;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Tests;

/// <summary>What was drawn for a start is kept in the file, which stays as it was written.</summary>
public sealed class KeptIdentitySpecs
{
    private const string Drawn = "7c1e6a1e-2a0e-4a0f-b6c5-3e65b0f7e001";

    [Fact]
    public void Identity_stands_where_libvirt_writes_it_and_nothing_else_changes() => Kept(
        """
        <domain type="kvm">  <!-- mine -->
          <name>a</name>
          <devices>
            <interface type='user'/>
            <interface type='user'>
              <mac address='52:54:00:00:00:09'/>
            </interface>
            <interface  type="user">
              <model type='virtio'/>
            </interface>
          </devices>
        </domain>
        """).ShouldBe(
        $"""
        <domain type="kvm">  <!-- mine -->
          <name>a</name>
          <uuid>{Drawn}</uuid>
          <devices>
            <interface type='user'>
              <mac address='52:54:00:00:00:01'/>
            </interface>
            <interface type='user'>
              <mac address='52:54:00:00:00:09'/>
            </interface>
            <interface  type="user">
              <mac address='52:54:00:00:00:03'/>
              <model type='virtio'/>
            </interface>
          </devices>
        </domain>
        """);

    [Fact]
    public void A_text_in_one_line_stays_in_one() => Kept("<domain><name>a</name></domain>").ShouldBe($"<domain><name>a</name><uuid>{Drawn}</uuid></domain>");

    [Fact]
    public void A_text_that_has_it_all_is_left_alone() => Kept($"<domain><name>a</name><uuid>{Drawn}</uuid></domain>").ShouldBeNull();

    private static string? Kept(string text)
    {
        var domain = new Domain { Uuid = Guid.Parse(Drawn) };
        domain.Interfaces.AddRange(XElement.Parse(text).Descendants("interface").Select(i => new Interface { Mac = i.Element("mac")?.Attribute("address")?.Value }));
        for (int i = 0; i < domain.Interfaces.Count; i++)
        {
            domain.Interfaces[i].Mac ??= $"52:54:00:00:00:{i + 1:x2}";
        }

        return KeptIdentity.Of(text, domain);
    }
}
