using System.Text.Json;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Tests.Fixtures;

namespace VirshLite.Translator.Tests.Changes;

/// <summary>What follows from QEMU's events (live-changes.md 14); the lines are those of a real libvirt's <c>virsh event</c>.</summary>
public class GuestEventsSpecs
{
    [Theory]
    [InlineData("BALLOON_CHANGE", """{"actual":209715200}""", "event 'balloon-change' for domain 'a': 204800KiB")]
    [InlineData("MEMORY_DEVICE_SIZE_CHANGE", """{"id":"virtiomem0","size":67108864}""",
        "event 'memory-device-size-change' for domain 'a':\nalias: virtiomem0\nsize: 65536")]
    [InlineData("WATCHDOG", """{"action":"reset"}""", "event 'watchdog' for domain 'a': reset")]
    [InlineData("DEVICE_UNPLUG_GUEST_ERROR", """{"device":"dimm0","path":"/machine/peripheral/dimm0"}""", "event 'device-removal-failed' for domain 'a': dimm0")]
    [InlineData("ACPI_DEVICE_OST", """{"info":{"device":"dimm0","source":3,"status":1,"slot":"0","slot-type":"DIMM"}}""",
        "event 'device-removal-failed' for domain 'a': dimm0")]
    [InlineData("ACPI_DEVICE_OST", """{"info":{"device":"dimm0","source":3,"status":132,"slot":"0","slot-type":"DIMM"}}""", "")]
    [InlineData("ACPI_DEVICE_OST", """{"info":{"device":"vcpu2","source":3,"status":1,"slot":"2","slot-type":"CPU"}}""", "")]
    [InlineData("BLOCK_IO_ERROR", """{"device":"","qom-path":"/machine/peripheral/virtio-disk0/virtio-backend","action":"stop","nospace":true}""",
        "event 'io-error' for domain 'a': /top.qcow2 (virtio-disk0) pause|event 'io-error' for domain 'a': /top.qcow2 (virtio-disk0) pause due to enospc")]
    [InlineData("BLOCK_WRITE_THRESHOLD", """{"node-name":"libvirt-3-format","amount-exceeded":7,"write-threshold":9}""",
        "event 'block-threshold' for domain 'a': dev: vda[3](/base.qcow2) 9 7")]
    [InlineData("BLOCK_JOB_READY", """{"device":"copy-vda-libvirt-1-format","len":1,"offset":1,"speed":0,"type":"mirror"}""",
        "event 'block-job' for domain 'a': Block Copy for /top.qcow2 ready|event 'block-job-2' for domain 'a': Block Copy for vda ready")]
    [InlineData("VNC_CONNECTED",
        """{"server":{"auth":"none","family":"ipv4","service":"5902","host":"127.0.0.1"},"client":{"family":"ipv4","service":"59478","host":"127.0.0.1"}}""",
        "event 'graphics' for domain 'a': connect local[IPv4 127.0.0.1 5902] remote[IPv4 127.0.0.1 59478] none")]
    [InlineData("MEMORY_FAILURE", """{"recipient":"guest","action":"inject","flags":{"action-required":true,"recursive":false}}""",
        "event 'memory-failure' for domain 'a':\nrecipient: guest\naction: inject\naction required: 1\nrecursive: 0")]
    [InlineData("VSERPORT_CHANGE", """{"id":"channel0","open":false}""", "")]
    [InlineData("NIC_RX_FILTER_CHANGED", """{"name":"net0"}""", "")]
    public void An_event_is_told_in_virsh_s_words(string name, string data, string lines)
    {
        RunningGuest guest = Guest();

        string told = string.Join('|', Steps(guest, name, data).OfType<Tell>().Select(t => t.Event.Line("a")));

        told.ShouldBe(lines);
    }

    [Fact]
    public void A_memory_device_s_size_counts_into_the_memory_that_the_guest_has()
    {
        RunningGuest guest = Guest();

        Steps(guest, "MEMORY_DEVICE_SIZE_CHANGE", """{"id":"virtiomem0","size":67108864}""").ToList().Count.ShouldBe(1);

        guest.Live.CurrentMemoryKiB.ShouldBe(262144u + 65536u);
        guest.Live.MemoryDevices[0].CurrentSizeKiB.ShouldBe(65536u);
    }

    [Fact]
    public void An_untrusted_guest_is_not_asked_what_its_card_takes() =>
        Steps(Guest(), "NIC_RX_FILTER_CHANGED", """{"name":"net0"}""").ShouldBeEmpty();

    [Fact]
    public void A_trusted_guest_s_macvtap_follows_its_card()
    {
        RunningGuest guest = Guest();
        var results = new StepResults();
        using JsonDocument reply = JsonDocument.Parse(
            """
            [{"name":"net1","promiscuous":true,"multicast":"all","main-mac":"52:54:00:AA:00:77","multicast-table":["01:00:5e:00:00:01"],
              "multicast-overflow":false}]
            """);
        results.Keep("rx-filter", reply.RootElement);

        List<PlanStep> steps = [.. Steps(guest, "NIC_RX_FILTER_CHANGED", """{"name":"net1"}""", results)];

        steps[0].ShouldBeOfType<QmpStep>().Command.ShouldBe("query-rx-filter");
        var follow = steps[1].ShouldBeOfType<FollowRxFilter>();
        (follow.Device, follow.Mac, follow.IsPromiscuous, follow.IsMulticast, follow.IsAllMulticast).ShouldBe(("macvtap1", "52:54:00:aa:00:77", true, true, true));
        follow.Multicasts.ShouldBe(["01:00:5e:00:00:01"]);
        steps[2].ShouldBeOfType<Tell>().Event.Line("a")
            .ShouldBe("event 'nic-mac-change' for domain 'a':\nalias: net1\noldMAC: 52:54:00:99:00:02\nnewMAC: 52:54:00:aa:00:77");
        DomainWriter.Write(guest.Live, live: true).ShouldContain("<mac address='52:54:00:99:00:02' currentAddress='52:54:00:aa:00:77'/>");
        DomainWriter.Write(guest.Live).ShouldContain("<mac address='52:54:00:99:00:02'/>");
    }

    private static IEnumerable<PlanStep> Steps(RunningGuest guest, string name, string data, StepResults? results = null)
    {
        using JsonDocument document = JsonDocument.Parse(data);
        return [.. GuestEvents.On(guest, name, document.RootElement, results ?? new StepResults())];
    }

    private static RunningGuest Guest() => new()
    {
        Live = DomainReader.Read(Xml, new ReadingOptions { Live = true }),
        CapabilitiesOf = _ => throw new InvalidOperationException("QEMU is not asked"),
        Host = new TestHost(),
        Settings = new Settings(),
    };

    private const string Xml = """
        <domain type='qemu' id='3'>
          <name>a</name>
          <maxMemory slots='4'>1048576</maxMemory>
          <memory>262144</memory>
          <currentMemory>262144</currentMemory>
          <os><type arch='x86_64' machine='pc-q35-10.0'>hvm</type></os>
          <devices>
            <disk type='file' device='disk'>
              <driver name='qemu' type='qcow2'/>
              <source file='/top.qcow2' index='1'/>
              <backingStore type='file' index='3'><format type='qcow2'/><source file='/base.qcow2'/><backingStore/></backingStore>
              <target dev='vda' bus='virtio'/>
              <alias name='virtio-disk0'/>
            </disk>
            <interface type='direct'>
              <mac address='52:54:00:99:00:01'/><source dev='eth0' mode='bridge'/><target dev='macvtap0'/><model type='virtio'/><alias name='net0'/>
            </interface>
            <interface type='direct' trustGuestRxFilters='yes'>
              <mac address='52:54:00:99:00:02'/><source dev='eth0' mode='bridge'/><target dev='macvtap1'/><model type='virtio'/><alias name='net1'/>
            </interface>
            <channel type='unix'><target type='virtio' name='org.qemu.guest_agent.0' state='disconnected'/><alias name='channel0'/></channel>
            <memory model='virtio-mem'>
              <target>
                <size unit='MiB'>128</size><node>0</node><block unit='MiB'>2</block><requested unit='MiB'>0</requested><current unit='KiB'>0</current>
              </target>
              <alias name='virtiomem0'/>
            </memory>
          </devices>
        </domain>
        """;
}
