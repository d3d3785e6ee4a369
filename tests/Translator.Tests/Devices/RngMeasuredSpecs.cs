using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about random number generators that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class RngMeasuredSpecs
{
    [Theory]
    [InlineData("<devices><rng model='virtio'><rate bytes='5'/><backend model='random'/></rng></devices>", "<rate bytes='5'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData("<devices><rng model='virtio'><rate period='5'/><backend model='random'/></rng></devices>", "<rate")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);
}
