using System.Text;
using VirshLite.Runner.Events;
using VirshLite.Runner.Native;
using VirshLite.Runner.Tests.Launching;

namespace VirshLite.Runner.Tests.Guests;

/// <summary>What QEMU reports reaches those who listen, in libvirt's words, and the live XML (live-changes.md 13, 14).</summary>
public sealed class EventSpecs
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const string Xml = """
        <domain type='qemu' id='1'>
          <name>g</name>
          <uuid>73b1e855-79d9-41ed-ba66-00720f6facb7</uuid>
          <memory>65536</memory>
          <os><type arch='x86_64' machine='pc'>hvm</type></os>
          <clock offset='variable' adjustment='100' basis='utc'/>
          <devices>
            <emulator>/usr/bin/qemu-system-x86_64</emulator>
            <disk type='file' device='cdrom'><source file='/c.iso' index='2'/><target dev='sda' bus='sata'/><alias name='sata0-0-0'/></disk>
            <channel type='unix'>
              <target type='virtio' name='org.qemu.guest_agent.0' state='disconnected'/>
              <alias name='channel0'/>
            </channel>
            <interface type='direct' trustGuestRxFilters='yes'>
              <mac address='52:54:00:99:00:02'/>
              <source dev='nobody0' mode='bridge'/>
              <target dev='vlt-none'/>
              <model type='virtio'/>
              <alias name='net1'/>
            </interface>
          </devices>
        </domain>
        """;

    [SkippableFact]
    public void Each_event_is_told_as_it_comes_and_what_it_changed_stands_in_the_live_xml()
    {
        using var fake = new FakeQemu(Xml);
        using EventListener listener = EventListener.Listen(fake.Settings, ofMonitor: false);

        Say(fake, "STOP");
        Line(listener).ShouldBe("event 'lifecycle' for domain 'g': Suspended Paused");
        Say(fake, "RESUME");
        Line(listener).ShouldBe("event 'lifecycle' for domain 'g': Resumed Unpaused");
        Say(fake, "RTC_CHANGE", """{"offset":-2,"qom-path":"/machine/rtc"}""");
        Line(listener).ShouldBe("event 'rtc-change' for domain 'g': 98");
        Say(fake, "DEVICE_TRAY_MOVED", """{"device":"","id":"sata0-0-0","tray-open":true}""");
        Line(listener).ShouldBe("event 'tray-change' for domain 'g' disk sata0-0-0: opened");
        Say(fake, "VSERPORT_CHANGE", """{"id":"channel0","open":true}""");
        Line(listener).ShouldBe("event 'agent-lifecycle' for domain 'g': state: 'connected' reason: 'channel event'");
        Say(fake, "BLOCK_WRITE_THRESHOLD", """{"node-name":"libvirt-2-format","amount-exceeded":5,"write-threshold":100}""");
        Line(listener).ShouldBe("event 'block-threshold' for domain 'g': dev: sda(/c.iso) 100 5");
        Line(listener).ShouldBe("event 'block-threshold' for domain 'g': dev: sda[2](/c.iso) 100 5");
        Say(fake, "RESET", """{"guest":true,"reason":"guest-reset"}""");
        Line(listener).ShouldBe("event 'reboot' for domain 'g'");

        TestGuest.Eventually(() => fake.LiveXml.Contains("adjustment='98'", StringComparison.Ordinal), "the clock in the live XML");
        fake.LiveXml.ShouldContain("tray='open'");
        fake.LiveXml.ShouldContain("state='connected'");
    }

    [SkippableFact]
    public void A_trusted_guest_is_asked_for_its_address_and_gone_links_are_no_matter()
    {
        using var fake = new FakeQemu(Xml);
        fake.Answers["query-rx-filter"] = """[{"name":"net1","main-mac":"52:54:00:99:00:77","promiscuous":false,"multicast":"normal","multicast-table":[]}]""";
        using EventListener listener = EventListener.Listen(fake.Settings, ofMonitor: false);

        Say(fake, "NIC_RX_FILTER_CHANGED", """{"name":"net1","path":"/machine/peripheral/net1/virtio-backend"}""");

        Line(listener).ShouldBe("event 'nic-mac-change' for domain 'g':\nalias: net1\noldMAC: 52:54:00:99:00:02\nnewMAC: 52:54:00:99:00:77");
        TestGuest.Eventually(() => fake.LiveXml.Contains("currentAddress='52:54:00:99:00:77'", StringComparison.Ordinal), "the address in the live XML");
        fake.ShouldStillBeMinded();
    }

    [SkippableFact]
    public void The_monitor_s_own_events_reach_those_who_ask_for_them()
    {
        using var fake = new FakeQemu(Xml);
        using EventListener listener = EventListener.Listen(fake.Settings, ofMonitor: true);

        fake.Say("{\"event\":\"POWERDOWN\",\"timestamp\":{\"seconds\":7,\"microseconds\":5},\"data\":{\"a\": 1}}\r\n"u8.ToArray());

        listener.NextOfMonitor(Patience).ShouldBe(new QemuEventMessage("g", "POWERDOWN", 7, 5, "{\"a\": 1}"));
    }

    [SkippableFact]
    public void Listeners_that_were_killed_are_forgotten()
    {
        using var fake = new FakeQemu(Xml);
        string dead = fake.Settings.StateDirectory + "/events/domain/1";
        using EventListener listener = EventListener.Listen(fake.Settings, ofMonitor: false);
        UnixSockets.Listen(dead).Dispose();
        File.Exists(dead).ShouldBeTrue();

        Say(fake, "STOP");

        Line(listener).ShouldBe("event 'lifecycle' for domain 'g': Suspended Paused");
        TestGuest.Eventually(() => !File.Exists(dead), "the socket of nobody");
    }

    private static void Say(FakeQemu fake, string name, string? data = null) => fake.Say(Encoding.UTF8.GetBytes(
        $"{{\"event\":\"{name}\",\"timestamp\":{{\"seconds\":1,\"microseconds\":2}}{(data is null ? "" : $",\"data\":{data}")}}}\r\n"));

    private static string? Line(EventListener listener) => listener.Next(Patience)?.Line;
}
