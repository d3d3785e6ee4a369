using System.Xml.Linq;
using VirshLite.DomainParser.Editing;

namespace VirshLite.DomainParser.Tests;

/// <summary>XML that is changed piece by piece keeps the rest to the letter.</summary>
public sealed class EditableXmlSpecs
{
    private const string Text =
        """
        <?xml version="1.0"?>
        <!-- <name>not this one</name> -->
        <domain type = "kvm">
          <name a='1'  b="x > y">guest</name>
          <cpu mode='custom'/>
          <a><![CDATA[ <cpu> ]]></a>
        </domain>
        """;

    [Fact]
    public void What_is_not_changed_stays_as_it_is_written() => new EditableXml(Text).Apply().Text.ShouldBe(Text);

    [Fact]
    public void Attributes_change_between_their_quotation_marks() => Changed(x => x.SetAttribute(x.Root.Element("name")!, "b", "<&'"))
        .ShouldBe(Text.Replace("x > y", "&lt;&amp;&apos;", StringComparison.Ordinal));

    [Fact]
    public void A_new_attribute_stands_behind_the_others() => Changed(x => x.SetAttribute(x.Root.Element("cpu")!, "check", "none"))
        .ShouldBe(Text.Replace("mode='custom'/>", "mode='custom' check='none'/>", StringComparison.Ordinal));

    [Fact]
    public void An_attribute_goes_with_the_blanks_before_it() => Changed(x => x.RemoveAttribute(x.Root.Element("name")!.Attribute("b")!))
        .ShouldBe(Text.Replace("  b=\"x > y\"", "", StringComparison.Ordinal));

    [Fact]
    public void Texts_change_and_empty_elements_open() => Changed(x =>
    {
        x.SetText(x.Root.Element("name")!, "other");
        x.Append(x.Root.Element("cpu")!, "<feature name='vmx'/>");
    }).ShouldBe(Text.Replace(">guest<", ">other<", StringComparison.Ordinal)
        .Replace("<cpu mode='custom'/>", "<cpu mode='custom'>\n    <feature name='vmx'/>\n  </cpu>", StringComparison.Ordinal));

    [Fact]
    public void An_element_becomes_a_comment_that_can_be_taken_out_again()
    {
        string changed = new EditableXml("<d>\n  <arg value='--no--x'/>\n</d>") is var xml && Do(() => xml.CommentOut(xml.Root.Element("arg")!, "why"))
            ? xml.Apply().Text : "";

        changed.ShouldBe("<d>\n  <!-- why\n  <arg value='-&#45;no-&#45;x'/> -->\n</d>");
        string inside = XDocument.Parse(changed).DescendantNodes().OfType<XComment>().Single().Value;
        XElement.Parse(inside[inside.IndexOf('<', StringComparison.Ordinal)..]).Attribute("value")!.Value.ShouldBe("--no--x");
    }

    [Fact]
    public void Each_line_knows_the_line_it_comes_from()
    {
        var xml = new EditableXml(Text);
        xml.Comment(xml.Root.Element("cpu")!, "one");
        EditedText edited = xml.Apply();

        edited.Text.Split('\n')[4].Trim().ShouldBe("<!-- one -->");
        edited.Origins.Take(7).ShouldBe([1, 2, 3, 4, 5, 5, 6]);
    }

    [Fact]
    public void Places_lead_to_elements_and_attributes()
    {
        var xml = new EditableXml(Text);

        xml.ElementAt(new(4, 4)).Name.LocalName.ShouldBe("name");
        xml.AttributeAt(new(4, 16))!.Name.LocalName.ShouldBe("b");
        xml.AttributeAt(new(4, 4)).ShouldBeNull();
        xml.PositionOf(xml.Root.Element("cpu")!).ShouldBe(new SourcePosition(5, 3));
    }

    private static bool Do(Action action)
    {
        action();
        return true;
    }

    private static string Changed(Action<EditableXml> change)
    {
        var xml = new EditableXml(Text);
        change(xml);
        return xml.Apply().Text;
    }
}
