using VirshLite.DomainParser.Model;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Tests.Storage;

public class BackingStringSpecs
{
    private static readonly StorageSource Parent = new() { Type = StorageType.File, Path = "/var/images/top.qcow2" };

    [Theory]
    [InlineData("/a/b.img", "/a/b.img")]
    [InlineData("b.img", "/var/images/b.img")]
    [InlineData("../b.img", "/var/images/../b.img")]
    [InlineData("./odd:name.img", "/var/images/./odd:name.img")]
    [InlineData("file:/a/b.img", "/a/b.img")]
    [InlineData("json:{\"driver\":\"qcow2\",\"file\":{\"driver\":\"file\",\"filename\":\"/a/b.img\"}}", "/a/b.img")]
    [InlineData("json:{\"file.driver\":\"host_device\",\"file.filename\":\"/a/b.img\"}", "/a/b.img")]
    public void Local_files(string text, string path)
    {
        StorageSource source = BackingString.Parse(text, Parent)!;

        source.Type.ShouldBe(StorageType.File);
        source.Path.ShouldBe(path);
    }

    [Theory]
    [InlineData("nbd:example.org:6000:exportname=disk", StorageProtocol.Nbd, "example.org", 6000u, "disk")]
    [InlineData("nbd://example.org:6000/disk", StorageProtocol.Nbd, "example.org", 6000u, "disk")]
    [InlineData("nbd://[::1]:6000/disk", StorageProtocol.Nbd, "::1", 6000u, "disk")]
    [InlineData("https://example.org:443/a/b.img", StorageProtocol.Https, "example.org", 443u, "a/b.img")]
    [InlineData("ssh://example.org:22/a/b.img", StorageProtocol.Ssh, "example.org", 22u, "/a/b.img")]
    [InlineData("json:{\"driver\":\"nbd\",\"server\":{\"type\":\"inet\",\"host\":\"h\",\"port\":\"10809\"},\"export\":\"e\"}", StorageProtocol.Nbd, "h",
        10809u, "e")]
    [InlineData("json:{\"driver\":\"raw\",\"file.driver\":\"nbd\",\"file.host\":\"h\",\"file.port\":\"7\"}", StorageProtocol.Nbd, "h", 7u, null)]
    [InlineData("json:{\"driver\":\"iscsi\",\"transport\":\"tcp\",\"portal\":\"h:3260\",\"target\":\"iqn.a:b\",\"lun\":6}", StorageProtocol.Iscsi, "h", 3260u,
        "iqn.a:b/6")]
    [InlineData("json:{\"driver\":\"ssh\",\"path\":\"/p\",\"server\":{\"host\":\"h\",\"port\":\"22\"}}", StorageProtocol.Ssh, "h", 22u, "/p")]
    public void Network_sources(string text, StorageProtocol protocol, string host, uint port, string? path)
    {
        StorageSource source = BackingString.Parse(text, Parent)!;

        source.Type.ShouldBe(StorageType.Network);
        source.Protocol.ShouldBe(protocol);
        source.Hosts.ShouldHaveSingleItem().Name.ShouldBe(host);
        source.Hosts[0].Port.ShouldBe(port);
        source.Path.ShouldBe(path);
    }

    [Fact]
    public void Gluster_and_rbd_have_a_volume_or_pool()
    {
        StorageSource gluster = BackingString.Parse("gluster+tcp://example.org/vol/a/b.img", Parent)!;
        StorageSource rbd = BackingString.Parse("rbd:pool/image@snap:conf=/etc/c:mon_host=a\\:6789;b", Parent)!;

        (gluster.NetworkVolume, gluster.Path).ShouldBe(("vol", "a/b.img"));
        (rbd.NetworkVolume, rbd.Path, rbd.SnapshotName, rbd.ConfigFile).ShouldBe(("pool", "image", "snap", "/etc/c"));
        rbd.Hosts.Count.ShouldBe(2);
    }

    [Fact]
    public void Unix_sockets()
    {
        BackingString.Parse("nbd+unix:///disk?socket=/run/s", Parent)!.Hosts[0].Socket.ShouldBe("/run/s");
        BackingString.Parse("nbd:unix:/run/s:exportname=disk", Parent)!.Hosts[0].Socket.ShouldBe("/run/s");
    }

    [Fact]
    public void A_raw_layer_with_an_offset_is_a_slice()
    {
        StorageSource source = BackingString.Parse("json:{\"driver\":\"raw\",\"offset\":512,\"size\":1024,\"file\":{\"driver\":\"file\",\"filename\":\"/a\"}}",
            Parent)!;

        source.Slice.ShouldNotBeNull().Offset.ShouldBe(512UL);
        source.Slice.Size.ShouldBe(1024UL);
    }

    [Theory]
    [InlineData("http://user:secret@example.org/a")]
    [InlineData("rbd:pool/image:id=admin:key=abc")]
    [InlineData("json:{\"driver\":\"https\",\"url\":\"https://h/a\",\"username\":\"u\"}")]
    public void Credentials_end_the_search(string text) => BackingString.Parse(text, Parent).ShouldBeNull();

    [Theory]
    [InlineData("json:{")]
    [InlineData("json:{\"driver\":\"nothing\"}")]
    [InlineData("foo:bar")]
    [InlineData("nbd:nowhere")]
    [InlineData("json:{\"driver\":\"file\"}")]
    public void Nonsense_is_refused(string text) => Should.Throw<ImageHeaderException>(() => BackingString.Parse(text, Parent));

    [Fact]
    public void A_relative_name_under_a_network_image_stays_on_its_server()
    {
        var parent = new StorageSource { Type = StorageType.Network, Protocol = StorageProtocol.Gluster, NetworkVolume = "vol", Path = "dir/top.qcow2" };
        parent.Hosts.Add(new StorageHost { Name = "h", Port = 24007 });

        StorageSource source = BackingString.Parse("base.img", parent)!;

        (source.Protocol, source.NetworkVolume, source.Path, source.Hosts[0].Name).ShouldBe((StorageProtocol.Gluster, "vol", "dir/base.img", "h"));
    }
}
