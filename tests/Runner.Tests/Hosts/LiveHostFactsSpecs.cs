using System.Net;
using System.Net.Sockets;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Hosts;

/// <summary>Facts of a host, read from a made-up one below a directory; and some of the real one.</summary>
public sealed class LiveHostFactsSpecs : IDisposable
{
    private readonly TemporaryDirectory root = new();
    private readonly IHostFacts host;

    public LiveHostFactsSpecs() => host = new LiveHostFacts(new Settings { ConfigDirectory = "/etc/virshlite" }, new HostFiles(root.Path));

    public void Dispose() => root.Dispose();

    [Fact]
    public void Hugepage_mounts_begin_with_the_default_size()
    {
        root.File("proc/meminfo", "MemTotal: 1 kB\nHugepagesize:       2048 kB\n");
        root.File("proc/mounts",
            "proc /proc proc rw 0 0\nhugetlbfs /dev/huge\\0401G hugetlbfs rw,pagesize=1024M 0 0\nnone /dev/hugepages hugetlbfs rw,relatime,pagesize=2M 0 "
            + "0\nx /y hugetlbfs rw 0 0\n");
        host.HugepageMounts.ShouldBe([new("/dev/hugepages", 2048), new("/dev/huge 1G", 1048576), new("/y", 2048)]);
    }

    [Fact]
    public void Numa_nodes_may_have_gaps()
    {
        root.File("sys/devices/system/node/online", "0-1,4\n");
        root.File("sys/devices/system/node/node4/cpulist", "2-3,8\n");
        host.NumaNodes.ShouldBe([0u, 1u, 4u]);
        host.CpusOfNode(4).ShouldBe([2u, 3u, 8u]);
        host.CpusOfNode(0).ShouldBeEmpty();
    }

    [Fact]
    public void A_host_without_nodes_has_node_0() => host.NumaNodes.ShouldBe([0u]);

    [Theory]
    [InlineData("0-3,x")]
    [InlineData("3-1")]
    [InlineData("1-2-3")]
    [InlineData("0-4294967295")]
    public void A_list_that_is_none_is_empty(string text) => HostNuma.ReadList(text).ShouldBeEmpty();

    [Fact]
    public void Descriptors_have_the_rank_of_their_directory_and_hidden_ones_do_not_count()
    {
        root.File("usr/share/qemu/firmware/50-b.json", "{}");
        root.File("usr/share/qemu/firmware/40-a.json", "{1}");
        root.File("usr/share/qemu/firmware/.hidden", "{}");
        root.File("usr/share/qemu/firmware/directory/x", "{}");
        root.File("etc/qemu/firmware/50-b.json", "");
        host.FirmwareDescriptors.ShouldBe([new(0, "40-a.json", "{1}"), new(0, "50-b.json", "{}"), new(1, "50-b.json", "")]);
    }

    [Fact]
    public void Devices_are_found_in_sysfs()
    {
        root.File("dev/dri/card0", "");
        root.File("dev/dri/renderD129", "");
        root.File("dev/dri/renderD128", "");
        root.File("sys/bus/scsi/devices/2:0:1:3/scsi_generic/sg4/dev", "21:4");
        foreach ((string name, string value) in new[] { ("busnum", "3"), ("devnum", "12"), ("idVendor", "046d"), ("idProduct", "c52b"), ("devpath", "1") })
        {
            root.File("sys/bus/usb/devices/3-1/" + name, value + "\n");
            root.File("sys/bus/usb/devices/3-1:1.0/" + name, value + "\n");
        }

        host.RenderNode.ShouldBe("/dev/dri/renderD128");
        host.ScsiGenericName("scsi_host2", 0, 1, 3).ShouldBe("sg4");
        host.ScsiGenericName("scsi_host3", 0, 1, 3).ShouldBeNull();
        host.UsbDevices.ShouldBe([new(3, 12, 0x046d, 0xc52b, "1")]);
        host.IsCdromDrive("/dev/dri/card0").ShouldBeFalse();
    }

    [Fact]
    public void Secrets_are_found_by_uuid_and_by_usage()
    {
        var uuid = Guid.Parse("2ec115d7-3a88-3ceb-bc12-0ac909a6fd87");
        root.File("etc/libvirt/secrets/2ec115d7-3a88-3ceb-bc12-0ac909a6fd87.xml",
            "<secret ephemeral='no'><uuid>2ec115d7-3a88-3ceb-bc12-0ac909a6fd87</uuid><usage type='ceph'><name>client.admin secret</name></usage></secret>");
        root.File("etc/libvirt/secrets/2ec115d7-3a88-3ceb-bc12-0ac909a6fd87.base64", "aGVsbG8=");
        host.SecretValue(uuid).ShouldBe("hello"u8.ToArray());
        host.SecretValue("ceph", "client.admin secret").ShouldBe("hello"u8.ToArray());
        host.SecretValue("iscsi", "client.admin secret").ShouldBeNull();
        host.SecretValue(Guid.NewGuid()).ShouldBeNull();
    }

    [Fact]
    public void VirshLites_own_definitions_go_before_those_of_libvirt()
    {
        root.File("etc/libvirt/qemu/networks/default.xml", "<network><name>default</name><ip address='192.168.122.1'/></network>");
        root.File("etc/virshlite/networks/default.xml", "<network><name>default</name><bridge name='none'/><ip address='10.0.0.1'/></network>");
        host.NetworkAddress("default").ShouldBe("10.0.0.1");
        host.NetworkAddress("other").ShouldBeNull();
    }

    [Fact]
    public void Storage_pools_and_their_volumes()
    {
        root.File("etc/libvirt/storage/images.xml", "<pool type='dir'><name>images</name><target><path>/var/images</path></target></pool>");
        root.File("etc/libvirt/storage/away.xml", "<pool type='dir'><name>away</name><target><path>/mnt/away</path></target></pool>");
        root.File("etc/libvirt/storage/san.xml",
            """
            <pool type='iscsi'><name>san</name><source><host name='h' port='3261'/><device path='iqn.2013-07.com.example:t'/>
            <auth type='chap' username='admin'><secret usage='libvirtiscsi'/></auth></source><target><path>/dev/disk/by-path</path></target></pool>
            """);
        root.File("var/images/guest.qcow2", "");
        root.File("dev/disk/by-path/ip-10.0.0.5:3261-iscsi-iqn.2013-07.com.example:t-lun-2", "");

        host.StoragePool("images")!.IsActive.ShouldBeTrue();
        host.StoragePool("away")!.IsActive.ShouldBeFalse();
        host.StoragePool("nowhere").ShouldBeNull();
        host.StorageVolume("images", "guest.qcow2").ShouldBe(new("file", "/var/images/guest.qcow2"));
        host.StorageVolume("images", "none").ShouldBeNull();
        HostStoragePool san = host.StoragePool("san").ShouldNotBeNull();
        san.Hosts.ShouldBe([("h", 3261u)]);
        (san.DevicePath, san.AuthUsername, san.AuthSecret?.Usage).ShouldBe(("iqn.2013-07.com.example:t", "admin", "libvirtiscsi"));
        host.StorageVolume("san", "unit:0:0:2")!.Path.ShouldBe("/dev/disk/by-path/ip-10.0.0.5:3261-iscsi-iqn.2013-07.com.example:t-lun-2");
    }

    [Fact]
    public void A_name_with_a_slash_leads_nowhere_else()
    {
        root.File("etc/secret.xml", "<network><name>../../secret</name><ip address='1.2.3.4'/></network>");
        host.NetworkAddress("../../secret").ShouldBeNull();
    }

    [Fact]
    public void Files_are_told_apart_and_read()
    {
        root.File("image", "0123456789");
        host.KindOf("/image").ShouldBe(HostPathKind.File);
        host.KindOf("/").ShouldBe(HostPathKind.Directory);
        host.KindOf("/nothing").ShouldBe(HostPathKind.Missing);
        host.ReadStart("/image", 4).ShouldBe("0123"u8.ToArray());
        host.ReadStart("/image", 99).Length.ShouldBe(10);
        root.File("big", new string('x', 100_000));
        host.ReadStart("/big", 70_000).Length.ShouldBe(70_000);
        host.ReadStart("/big", 1_000_000).Length.ShouldBe(100_000);
        Should.Throw<DomainParser.DomainException>(() => host.ReadStart("/nothing", 4));
    }

    [Fact]
    public void A_port_that_is_listened_on_is_not_free()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        host.FindFreePort((uint)port, (uint)port, []).ShouldBeNull();
        listener.Stop();
        host.FindFreePort((uint)port, (uint)port, [port]).ShouldBeNull();

        // a process that another test starts at this moment may hold a copy of the listener until it executes its program
        SpinWait.SpinUntil(() => host.FindFreePort((uint)port, (uint)port, []) == port, TimeSpan.FromSeconds(10)).ShouldBeTrue();
    }

    [Fact]
    public void Programs_are_found_and_random_bytes_are_random()
    {
        host.FindProgram("sh").ShouldNotBeNull().ShouldEndWith("/sh");
        host.FindProgram("/bin/sh").ShouldBe("/bin/sh");
        host.FindProgram("/etc").ShouldBeNull();
        host.FindProgram("no-such-program-at-all").ShouldBeNull();
        byte[] one = new byte[16];
        byte[] other = new byte[16];
        host.Random(one);
        host.Random(other);
        one.ShouldNotBe(other);
        host.MasterKey.Length.ShouldBe(32);
        host.MasterKey.ShouldBeSameAs(host.MasterKey);
        host.UserId("root").ShouldBe(0u);
        host.GroupId("root").ShouldBe(0u);
        host.UserId("no-such-user").ShouldBeNull();
    }

    [Fact]
    public void A_helpers_features_are_what_it_prints()
    {
        string program = root.File("helper", "#!/bin/sh\necho '{\"type\":\"fs\",\"features\":[\"separate-options\"]}'\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        host.VhostUserFeatures(program).ShouldBe(["separate-options"]);
        host.VhostUserFeatures("/bin/false").ShouldBeNull();
        host.VhostUserFeatures("/no/such/helper").ShouldBeNull();
    }

    [SkippableFact]
    public void The_CPU_of_an_x86_host_has_a_name()
    {
        Skip.IfNot(host.Architecture == "x86_64");
        host.Cpu.ShouldNotBeNull().Model.ShouldNotBeEmpty();
    }
}
