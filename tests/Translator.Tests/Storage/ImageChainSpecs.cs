using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Storage;

public class ImageChainSpecs
{
    private readonly ImageHost host = new();

    [Fact]
    public void Images_below_are_found_and_numbered_behind_those_of_the_xml()
    {
        host.Files["/i/top.qcow2"] = ImageBytes.Qcow2(3, "mid.qcow2", "qcow2");
        host.Files["/i/mid.qcow2"] = ImageBytes.Qcow2(2, "/i/base.img", "raw");
        host.Files["/i/base.img"] = new byte[512];

        Blockdevs("<driver type='qcow2'/><source file='/i/top.qcow2'/>").ShouldBe(
        [
            """{"driver":"file","filename":"/i/base.img","node-name":"libvirt-3-storage","read-only":true}""",
            """{"driver":"file","filename":"/i/mid.qcow2","node-name":"libvirt-2-storage","auto-read-only":true,"discard":"unmap"}""",
            """{"node-name":"libvirt-2-format","read-only":true,"driver":"qcow2","file":"libvirt-2-storage","backing":"libvirt-3-storage"}""",
            """{"driver":"file","filename":"/i/top.qcow2","node-name":"libvirt-1-storage","auto-read-only":true,"discard":"unmap"}""",
            """{"node-name":"libvirt-1-format","read-only":false,"driver":"qcow2","file":"libvirt-1-storage","backing":"libvirt-2-format"}""",
        ]);
    }

    [Fact]
    public void An_image_without_backing_file_says_so()
    {
        host.Files["/i/top.qcow2"] = ImageBytes.Qcow2();

        Blockdevs("<driver type='qcow2'/><source file='/i/top.qcow2'/>")[^1].ShouldEndWith("\"backing\":null}");
    }

    [Fact]
    public void A_data_file_comes_before_its_owner()
    {
        host.Files["/i/top.qcow2"] = ImageBytes.Qcow2(dataFile: "data.raw");
        host.Files["/i/data.raw"] = new byte[512];

        List<string> blockdevs = Blockdevs("<driver type='qcow2'/><source file='/i/top.qcow2'/>");

        blockdevs[0].ShouldContain("/i/data.raw");
        blockdevs[^1].ShouldContain("\"data-file\":\"libvirt-2-storage\"");
    }

    [Fact]
    public void Nothing_is_read_below_a_terminator()
    {
        host.Files["/i/top.qcow2"] = ImageBytes.Qcow2(3, "/i/missing", "raw");

        Blockdevs("<driver type='qcow2'/><source file='/i/top.qcow2'/><backingStore/>")[^1].ShouldEndWith("\"backing\":null}");
    }

    [Fact]
    public void A_network_image_below_ends_the_search_without_terminator()
    {
        host.Files["/i/top.qcow2"] = ImageBytes.Qcow2(3, "nbd://example.org:10809/base", "qcow2");

        List<string> blockdevs = Blockdevs("<driver type='qcow2'/><source file='/i/top.qcow2'/>");

        blockdevs[0].ShouldContain("\"driver\":\"nbd\"");
        blockdevs[1].ShouldNotContain("backing");
    }

    [Theory]
    [InlineData("/i/missing.img", "raw", "/i/missing.img")]
    [InlineData("/i/top.qcow2", "qcow2", "loop")]
    [InlineData("/i/broken.qcow2", "qcow2", "/i/broken.qcow2")]
    [InlineData("/i/unspecified.qcow2", null, "not specified")]
    public void Bad_chains_are_refused_with_name_and_reason(string backing, string? format, string reason)
    {
        host.Files["/i/top.qcow2"] = ImageBytes.Qcow2(3, backing, format);
        host.Files["/i/broken.qcow2"] = ImageBytes.Qcow2()[..60];
        host.Files["/i/unspecified.qcow2"] = ImageBytes.Qcow2(3, "/i/anything", "raw");

        Refusal("<driver type='qcow2'/><source file='/i/top.qcow2'/>").ShouldContain(reason);
    }

    [Fact]
    public void A_probed_format_is_used_where_it_claims_nothing_below()
    {
        host.Files["/i/top.qcow2"] = ImageBytes.Qcow2(3, "/i/base.qcow2");
        host.Files["/i/base.qcow2"] = ImageBytes.Qcow2();

        Blockdevs("<driver type='qcow2'/><source file='/i/top.qcow2'/>")[1].ShouldContain("\"driver\":\"qcow2\"");
    }

    [Fact]
    public void A_chain_of_more_than_200_images_is_refused()
    {
        for (int i = 0; i <= 201; i++)
        {
            host.Files[$"/i/{i}.qcow2"] = ImageBytes.Qcow2(3, $"/i/{i + 1}.qcow2", "qcow2");
        }

        Refusal("<driver type='qcow2'/><source file='/i/0.qcow2'/>").ShouldContain("200");
    }

    [Fact]
    public void A_startup_policy_lets_a_guest_start_without_the_disk()
    {
        Blockdevs("<source file='/i/missing.img' startupPolicy='optional'/>").ShouldBeEmpty();
        Refusal("<source file='/i/missing.img'/>").ShouldContain("/i/missing.img");
    }

    private List<string> Blockdevs(string inDisk)
    {
        LaunchPlan plan = PlanOf(inDisk);
        return [.. plan.Arguments.Where(a => a.Option == "-blockdev")
            .Select(a => PlanRenderer.Render(a.Value!, plan.Syntax, new DenseNumbering(plan), CommandSyntax.Auto))];
    }

    private string Refusal(string inDisk) => Should.Throw<DomainException>(() => PlanOf(inDisk)).Message;

    private LaunchPlan PlanOf(string inDisk)
    {
        Domain domain = DomainReader.Read(
            $"""
            <domain type='kvm'><name>g</name><memory unit='MiB'>64</memory><os><type arch='x86_64' machine='pc'>hvm</type></os>
            <devices><disk type='file' device='disk'>{inDisk}<target dev='vda' bus='virtio'/></disk></devices></domain>
            """);
        var context = new TranslationContext(domain, _ => TestQemu.Modern, host, new Settings(), new TranslationOptions { ForStart = true });
        Translation.Complete(context);
        return Translation.Plan(context);
    }

    private sealed class ImageHost : IHostFacts
    {
        public Dictionary<string, byte[]> Files { get; } = [];

        public string? FindProgram(string name) => "/usr/bin/" + Path.GetFileName(name);

        public HostPathKind KindOf(string path) => Files.ContainsKey(path) ? HostPathKind.File : HostPathKind.Missing;

        public byte[] ReadStart(string path, int count) => Files[path].Length <= count ? Files[path] : Files[path][..count];
    }
}
