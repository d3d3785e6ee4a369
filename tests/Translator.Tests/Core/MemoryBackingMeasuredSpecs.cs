using VirshLite.DomainParser;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Rules about memory backing that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class MemoryBackingMeasuredSpecs
{
    [Theory]
    [InlineData("<memoryBacking><hugepages/><source type='anonymous'/></memoryBacking>", "not allowed with anonymous memory source")]
    public void What_libvirt_refuses_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => CoreGuest.Stored(sections)).Message.ShouldContain(reason);
}
