using VirshLite.DomainParser;
using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about graphics that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class GraphicsMeasuredSpecs
{
    [Theory]
    [InlineData("<devices><graphics type='spice'><gl/></graphics></devices>", "needs the attribute 'enable'")]
    public void What_libvirt_refuses_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => CoreGuest.Stored(sections)).Message.ShouldContain(reason);
}
