using VirshLite.DomainParser;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Rules about security labels that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class SecurityLabelMeasuredSpecs
{
    [Theory]
    [InlineData("<seclabel type='static' model='none'/>", "<seclabel type='none' model='none'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData("<seclabel model='dac' relabel='no'/>", "<seclabel")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);

    [Theory]
    [InlineData("<seclabel type='static'><label>x</label></seclabel>", "missing security model")]
    public void What_libvirt_refuses_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => CoreGuest.Stored(sections)).Message.ShouldContain(reason);
}
