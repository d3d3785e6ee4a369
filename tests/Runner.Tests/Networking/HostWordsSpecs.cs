using VirshLite.DomainParser.Model;
using VirshLite.Runner.Networking;
using VirshLite.Translator.Networks;

namespace VirshLite.Runner.Tests.Networking;

/// <summary>MACs, names and the words given to tc and ovs-vsctl (network.md 8.1 to 8.6).</summary>
public sealed class HostWordsSpecs
{
    [Theory]
    [InlineData("52:54:00:1f:45:43", "fe:54:00:1f:45:43")]
    [InlineData("fe:54:00:1f:45:43", "fa:54:00:1f:45:43")]
    public void A_tap_has_the_guests_MAC_with_another_first_byte(string guest, string tap) => MacAddress.OfTap(guest).ShouldBe(tap);

    [Theory]
    [InlineData(null, true)]
    [InlineData("my%d", true)]
    [InlineData("my%d%d", false)]
    [InlineData("eth0", false)]
    public void Templates_have_one_percent_d(string? name, bool isTemplate) => DeviceNames.IsTemplate(name).ShouldBe(isTemplate);

    [Fact]
    public void Names_go_on_from_the_highest_there_is() => DeviceNames.Candidates("vlnone%dx", "vlnone").Take(2).ShouldBe(["vlnone0x", "vlnone1x"]);

    [Fact]
    public void Bandwidth_becomes_htb_and_police()
    {
        string[] commands = [.. BandwidthCommands.Limits("vnet0", new BandwidthRate(1000, 5000, 0, 1024), new BandwidthRate(128, 256, 0, 256))
            .Select(c => string.Join(' ', c))];

        commands.ShouldBe(
        [
            "qdisc add dev vnet0 root handle 1: htb default 1",
            "class add dev vnet0 parent 1: classid 1:1 htb rate 1000kbps ceil 5000kbps burst 1024kb quantum 85",
            "qdisc add dev vnet0 parent 1:1 handle 2: sfq perturb 10",
            "filter add dev vnet0 parent 1:0 protocol all prio 1 handle 1 fw flowid 1",
            "qdisc add dev vnet0 ingress",
            "filter add dev vnet0 parent ffff: protocol all u32 match u32 0 0 police rate 128kbps burst 256kb mtu 64kb drop flowid :1",
        ]);
    }

    [Fact]
    public void An_OVS_port_carries_its_ids_and_tags()
    {
        var id = Guid.Parse("09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f");
        var port = new VirtualPort { Type = "openvswitch", InterfaceId = id, ProfileId = "silver" };
        var vlan = new Vlan(true, [new VlanTag(42, null), new VlanTag(47, "untagged")]);

        string words = string.Join(' ', OpenVswitch.AddPortArguments("ovsbr0", "vnet0", "52:54:00:00:00:01", id, port, vlan));

        words.ShouldBe(
            "--timeout=5 -- --may-exist add-port ovsbr0 vnet0 -- set Port vnet0 other_config:transient=true vlan_mode=native-untagged tag=47 trunk=42,47"
            + " -- set Interface vnet0 external-ids:attached-mac=\"52:54:00:00:00:01\""
            + " -- set Interface vnet0 external-ids:iface-id=\"09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f\""
            + " -- set Interface vnet0 external-ids:vm-id=\"09b11c53-8b5c-4eeb-8f00-d84eaa0aaa4f\""
            + " -- set Interface vnet0 external-ids:port-profile=\"silver\""
            + " -- set Interface vnet0 external-ids:ifname=\"vnet0\""
            + " -- set Interface vnet0 external-ids:iface-status=active");
    }
}
