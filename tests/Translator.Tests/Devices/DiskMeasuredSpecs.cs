using VirshLite.Translator.Tests.Core;

namespace VirshLite.Translator.Tests.Devices;

/// <summary>Rules about disks that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class DiskMeasuredSpecs
{
    [Theory]
    [InlineData(
        "<devices><disk type='file'><source file='/a'><auth username='u'><secret type='iscsi' usage='x'/></auth></source><target dev='vda'/></disk></devices>",
        "<source file='/a'>\n        <auth username='u'>")]
    [InlineData(
        "<devices><disk type='network'><source protocol='nbd'><host name='h'/><reconnect delay='3'/><snapshot name='s'/>"
            + "</source><target dev='vda'/></disk></devices>",
        "<host name='h' port='10809'/>\n        <reconnect delay='3'/>\n        <snapshot name='s'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData(
        "<devices><disk type='file'><source file='/a'><slices><slice offset='1' size='5'/></slices></source><target dev='vda'/></disk></devices>",
        "<slice")]
    [InlineData(
        "<devices><disk type='network'><source protocol='nbd'><host name='h'/><knownHosts path='/k'/></source><target dev='vda'/></disk></devices>",
        "<knownHosts")]
    public void What_means_nothing_is_forgotten(string sections, string forgotten) => CoreGuest.Stored(sections).ShouldNotContain(forgotten);
}
