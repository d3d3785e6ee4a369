namespace VirshLite.Translator.Tests.Core;

/// <summary>Rules about virtual CPUs that no document tells and libvirt 11.3 was seen to follow (measured.md).</summary>
public class VcpuMeasuredSpecs
{
    [Theory]
    [InlineData(
        "<vcpu>3</vcpu><vcpus><vcpu id='0' enabled='yes'/></vcpus>",
        "<vcpu id='1' enabled='no' hotpluggable='yes'/>\n    <vcpu id='2' enabled='no' hotpluggable='yes'/>")]
    [InlineData(
        "<vcpu>2</vcpu><vcpus><vcpu id='0' enabled='yes' order='1'/><vcpu id='1' enabled='yes' order='1'/></vcpus>",
        "<vcpu id='1' enabled='yes' hotpluggable='no' order='1'/>")]
    [InlineData("<cpu><maxphysaddr mode='passthrough' limit='39'/></cpu>", "<maxphysaddr mode='passthrough' limit='39'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);
}
