using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Tests.Core;

/// <summary>Sizes, backends, NUMA nodes and memory devices.</summary>
public class MemorySpecs
{
    private const string TwoNodes =
        "<vcpu>2</vcpu><cpu><model>qemu64</model><numa><cell cpus='0' memory='256' unit='MiB'/><cell cpus='1' memory='256' unit='MiB'/></numa></cpu>";

    [Theory]
    [InlineData("", "size=524288k", """{"qom-type":"memory-backend-ram","id":"pc.ram","size":536870912}""")]
    [InlineData(
        "<memoryBacking><hugepages/></memoryBacking>", "size=524288k",
        """{"qom-type":"memory-backend-file","id":"pc.ram","mem-path":"/dev/hugepages/libvirt/qemu/-1-guest","x-use-canonical-path-for-ramblock-id":false,"prealloc":true,"size":536870912}""")]
    [InlineData(
        "<memoryBacking><source type='memfd'/><access mode='shared'/></memoryBacking>", "size=524288k",
        """{"qom-type":"memory-backend-memfd","id":"pc.ram","share":true,"x-use-canonical-path-for-ramblock-id":false,"size":536870912}""")]
    [InlineData(
        "<memoryBacking><source type='file'/></memoryBacking>", "size=524288k",
        """{"qom-type":"memory-backend-file","id":"pc.ram","mem-path":"/var/lib/libvirt/qemu/ram/-1-guest/pc.ram","x-use-canonical-path-for-ramblock-id":false,"size":536870912}""")]
    [InlineData("<memory unit='KiB'>524289</memory>", "size=525312k", """{"qom-type":"memory-backend-ram","id":"pc.ram","size":537919488}""")]
    public void The_main_memory_is_one_backend(string sections, string size, string backend) =>
        CoreGuest.Text(sections).ShouldContain($"-m {size} -object {backend} -overcommit");

    [Fact]
    public void Pages_of_the_ordinary_size_are_no_huge_pages() =>
        CoreGuest.Text("<memoryBacking><hugepages><page size='4'/></hugepages></memoryBacking>").ShouldContain("memory-backend-ram");

    [Fact]
    public void A_page_size_without_a_mount_is_refused() =>
        Should.Throw<DomainException>(() => CoreGuest.Text("<memoryBacking><hugepages><page size='1' unit='GiB'/></hugepages></memoryBacking>"))
            .Message.ShouldContain("hugetlbfs mount for 1048576 KiB");

    [Fact]
    public void Nodes_have_backends_of_their_own()
    {
        string text = CoreGuest.Text(TwoNodes);

        text.ShouldNotContain("pc.ram");
        text.ShouldContain("""-object {"qom-type":"memory-backend-ram","id":"ram-node1","size":268435456} -numa node,nodeid=1,cpus=1,memdev=ram-node1""");
    }

    [Fact]
    public void Memory_touched_beforehand_on_certain_nodes_gets_a_thread_context()
    {
        string text = CoreGuest.Text("<memoryBacking><allocation mode='immediate'/></memoryBacking><numatune><memory nodeset='0'/></numatune>");

        text.ShouldContain("""-object {"qom-type":"thread-context","id":"tc-pc.ram","node-affinity":[0]}""");
        text.ShouldContain("\"prealloc\":true,\"size\":536870912,\"host-nodes\":[0],\"policy\":\"bind\",\"prealloc-context\":\"tc-pc.ram\"}");
    }

    [Fact]
    public void The_first_node_gets_the_vcpus_that_no_node_names()
    {
        Domain domain = CoreGuest.Completed(CoreGuest.Context(
            "<vcpu>6</vcpu><cpu><model>qemu64</model><numa><cell memory='1' unit='GiB'/><cell cpus='2-3' memory='1' unit='GiB'/></numa></cpu>"));

        domain.Cpu!.Numa!.Cells[0].Cpus!.ToString().ShouldBe("0-1,4-5");
    }

    [Fact]
    public void A_distance_counts_both_ways()
    {
        string text = CoreGuest.Text(
            "<vcpu>2</vcpu><cpu><model>qemu64</model><numa><cell cpus='0' memory='256' unit='MiB'><distances><sibling id='1' value='21'/></distances></cell>"
            + "<cell cpus='1' memory='256' unit='MiB'/></numa></cpu>");

        text.ShouldContain("-numa dist,src=0,dst=0,val=10 -numa dist,src=0,dst=1,val=21 -numa dist,src=1,dst=0,val=21 -numa dist,src=1,dst=1,val=10");
    }

    [Fact]
    public void A_new_guest_whose_memory_can_grow_gets_a_node_to_grow_in()
    {
        const string Sections = "<maxMemory slots='2' unit='GiB'>4</maxMemory><memory unit='GiB'>1</memory>"
            + "<devices><memory model='dimm'><target><size unit='MiB'>256</size></target></memory></devices>";

        Numa numa = CoreGuest.Completed(CoreGuest.Context(Sections, abiUpdate: true)).Cpu!.Numa!;
        numa.Cells.ShouldHaveSingleItem().MemoryKiB.ShouldBe(786432ul);
        CoreGuest.Text(Sections, abiUpdate: true).ShouldContain("-m size=786432k,slots=2,maxmem=4194304k");
        Should.Throw<DomainException>(() => CoreGuest.Completed(CoreGuest.Context(Sections))).Message.ShouldContain("numa node");
    }

    [Fact]
    public void A_memory_device_is_a_backend_and_a_device()
    {
        string text = CoreGuest.Text(
            "<maxMemory slots='2' unit='GiB'>4</maxMemory><memory unit='MiB'>640</memory>" + TwoNodes
            + "<devices><memory model='dimm' access='private'><target><size unit='MiB'>127</size><node>1</node></target></memory></devices>");

        text.ShouldContain(
            """-object {"qom-type":"memory-backend-file","id":"memdimm0","mem-path":"/var/lib/libvirt/qemu/ram/-1-guest/dimm0","share":false,"size":134217728} """
            + """-device {"driver":"pc-dimm","node":1,"memdev":"memdimm0","id":"dimm0","slot":0}""");
    }

    [Theory]
    [InlineData("<memory unit='KiB'>0</memory>", "must be specified")]
    [InlineData("<memory unit='MiB'>512</memory><maxMemory slots='1' unit='MiB'>256</maxMemory>" + TwoNodes, "maximum memory")]
    [InlineData(TwoNodes + "<devices><memory model='dimm'><target><size unit='MiB'>128</size><node>0</node></target></memory></devices>", "'maxMemory'")]
    [InlineData("<memoryBacking><hugepages><page size='2048'/><page size='1' unit='GiB'/></hugepages></memoryBacking>", "two master hugepages")]
    [InlineData("<memoryBacking><hugepages><page size='2048' nodeset='1'/></hugepages></memoryBacking>", "node 1 not found")]
    [InlineData("<numatune><memory mode='strict'/></numatune>", "nodeset")]
    [InlineData(TwoNodes + "<numatune><memory placement='auto'/><memnode cellid='0' nodeset='0'/></numatune>", "automatic NUMA placement")]
    public void What_memory_cannot_be_is_refused(string sections, string reason) =>
        Should.Throw<DomainException>(() => CoreGuest.Completed(CoreGuest.Context(sections))).Message.ShouldContain(reason);

    [Fact]
    public void Host_nodes_that_are_not_there_are_refused_at_the_start() =>
        Should.Throw<DomainException>(() => CoreGuest.Text("<numatune><memory nodeset='7'/></numatune>")).Message.ShouldBe("NUMA node 7 is unavailable");
}
