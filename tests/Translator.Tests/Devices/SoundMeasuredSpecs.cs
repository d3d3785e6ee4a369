using VirshLite.DomainParser;
using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about sound cards that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class SoundMeasuredSpecs
{
    [Theory]
    [InlineData("<devices><sound model='ich6'><audio/></sound></devices>", "needs the attribute 'id'")]
    public void What_libvirt_refuses_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => CoreGuest.Stored(sections)).Message.ShouldContain(reason);
}
