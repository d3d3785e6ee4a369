namespace VirshLite.EndToEnd;

/// <summary>Who reaches whom, by the forward modes of their networks, sent for real: the table of docs/networks.md.</summary>
public sealed class ReachabilitySpecs
{
    /// <summary>By sender: whom it reaches, of these and the outside.</summary>
    private static readonly Dictionary<string, string[]> Table = new()
    {
        ["nat"] = ["nat", "route", "open", "outside"],
        ["route"] = ["route", "open", "outside"],
        ["open"] = ["route", "open", "outside"],
        ["isolated"] = ["isolated"],
        ["outside"] = ["route", "open"],
    };

    private static readonly Dictionary<string, string> Addresses = new()
    {
        ["nat"] = "10.61.0.9",
        ["route"] = "10.62.0.9",
        ["open"] = "10.63.0.9",
        ["isolated"] = "10.64.0.9",
        ["outside"] = "192.0.2.2",
    };

    [SkippableTheory]
    [InlineData("nftables", "/usr/sbin/nft")]
    [InlineData("iptables", "/usr/sbin/iptables")]
    public void Each_mode_lets_pass_what_libvirts_does_and_no_more(string firewall, string program)
    {
        Skip.IfNot(File.Exists(program) && File.Exists("/usr/sbin/dnsmasq"), $"needs {firewall} and dnsmasq-base");
        Skip.IfNot(File.Exists("/bin/busybox"), "needs busybox");
        using World world = new(PrivateEtc.Script(firewall));
        var clients = new Dictionary<string, NetworkClient>();
        try
        {
            foreach (string mode in Addresses.Keys.Where(m => m != "outside"))
            {
                string net = Addresses[mode][..^1];
                string forward = mode == "isolated" ? "" : $"<forward mode='{mode}'/>";
                world.Do("net-start", world.File_(mode + ".xml",
                    $"<network><name>{mode}</name>{forward}<bridge name='{mode}0' stp='off'/><ip address='{net}1' prefix='24'/></network>"));
                clients[mode] = Client(world, mode[..3], mode + "0", Addresses[mode], net + "1");
                clients[mode + "2"] = Client(world, mode[..3] + "2", mode + "0", net + "8", net + "1");
            }

            clients["outside"] = new NetworkClient(world, "out", null);
            world.Shell("ip addr add 192.0.2.1/24 dev outp");
            clients["outside"].Shell("ip addr add 192.0.2.2/24 dev out && ip route add default via 192.0.2.1");

            foreach ((string sender, string[] reached) in Table)
            {
                foreach (string receiver in Addresses.Keys.Where(r => r != sender || r != "outside"))
                {
                    // a network's own guests reach each other, whatever its mode
                    NetworkClient from = clients[sender == receiver ? sender + "2" : sender];
                    bool expected = reached.Contains(receiver);
                    from.Succeeds($"busybox ping -c 1 -W {(expected ? 5 : 1)} {Addresses[receiver]}").ShouldBe(expected, $"{sender} to {receiver}");
                }
            }
        }
        finally
        {
            foreach (NetworkClient client in clients.Values)
            {
                client.Dispose();
            }
        }

        foreach (string mode in Addresses.Keys.Where(m => m != "outside"))
        {
            world.Do("net-destroy", mode);
        }

        world.LeavesNothing();
    }

    private static NetworkClient Client(World world, string name, string bridge, string address, string router)
    {
        var client = new NetworkClient(world, name, bridge);
        client.Shell($"ip addr add {address}/24 dev {name} && ip route add default via {router}");
        return client;
    }
}
