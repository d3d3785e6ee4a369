using VirshLite.DomainParser;
using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about interfaces that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class InterfaceMeasuredSpecs
{
    [Theory]
    [InlineData("<devices><interface type='bridge'><source bridge='b'/><teaming/></interface></devices>", "<teaming")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);

    [Theory]
    [InlineData(
        "<devices><interface type='bridge'><source bridge='b'/><bandwidth><inbound floor='1'/></bandwidth></interface></devices>",
        "floor attribute is not supported")]
    [InlineData("<devices><interface type='bridge'><source bridge='b'/><virtualport type='midonet'/></interface></devices>", "missing interfaceid")]
    public void What_libvirt_refuses_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => CoreGuest.Stored(sections)).Message.ShouldContain(reason);
}
