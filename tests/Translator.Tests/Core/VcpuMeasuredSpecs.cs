using VirshLite.DomainParser;

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
    [InlineData(
        "<vcpu current='2'>3</vcpu><vcpus><vcpu id='0' enabled='yes' order='1'/><vcpu id='1' enabled='no' hotpluggable='yes'/>"
            + "<vcpu id='2' enabled='yes' order='2'/></vcpus>",
        "<vcpu id='2' enabled='yes' hotpluggable='no' order='2'/>")]
    [InlineData("<cpu><maxphysaddr mode='passthrough' limit='39'/></cpu>", "<maxphysaddr mode='passthrough' limit='39'/>")]
    public void What_is_completed_is_what_libvirt_stores(string sections, string expected) => CoreGuest.Stored(sections).ShouldContain(expected);

    [Theory]
    [InlineData("<vcpu id='1' enabled='no' hotpluggable='yes'/><vcpu id='2' enabled='yes' hotpluggable='no' order='2'/>")]
    [InlineData("<vcpu id='1' enabled='yes' order='3'/><vcpu id='2' enabled='yes' hotpluggable='no' order='2'/>")]
    public void One_that_is_never_unplugged_comes_before_all_that_are_and_in_order(string vcpus) => Should.Throw<DomainException>(
        () => CoreGuest.Stored($"<vcpu>3</vcpu><vcpus><vcpu id='0' enabled='yes' hotpluggable='no' order='1'/>{vcpus}</vcpus>"));
}
