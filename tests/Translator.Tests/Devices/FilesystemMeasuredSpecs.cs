using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about file systems that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class FilesystemMeasuredSpecs
{
    [Theory]
    [InlineData(
        "<devices><filesystem type='mount'><driver wrpolicy='immediate'/><source dir='/a'/><target dir='t'/></filesystem></devices>",
        "<driver wrpolicy")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);
}
