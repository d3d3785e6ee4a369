using System.Globalization;

namespace VirshLite.Translator.FromNative.Lines;

/// <summary>-net nic and -net tap of one vlan, and -nic, as a -netdev with a -device.</summary>
internal sealed class LegacyNetworks(List<NativeOption> options, List<string> warnings, bool modern)
{
    private readonly List<(string Vlan, NativeOption Nic)> nics = [];
    private readonly List<(string Vlan, NativeOption Backend)> backends = [];
    private int count;

    public void Net(string value)
    {
        var option = new NativeOption("-netdev", value);
        string vlan = option.Take("vlan") ?? "0";
        if (option.Kind == "nic")
        {
            option.Take("type");
            nics.Add((vlan, option));
        }
        else if (option.Kind != "none")
        {
            backends.Add((vlan, option));
        }
    }

    public void Nic(string value)
    {
        var option = new NativeOption("-netdev", value);
        if (option.Kind == "none")
        {
            return;
        }

        string? model = option.Take("model");
        string? mac = option.TakeAny("mac", "macaddr");
        Pair(option, model, mac);
    }

    /// <summary>The first card of a vlan goes with its first back end, and so on; QEMU's hub that would join more of them has no counterpart.</summary>
    public void Finish()
    {
        foreach ((string vlan, NativeOption nic) in nics)
        {
            int at = backends.FindIndex(b => b.Vlan == vlan);
            string? model = nic.Take("model");
            string? mac = nic.TakeAny("macaddr", "mac");
            string place = Place(nic);
            if (at < 0)
            {
                Pair(new NativeOption("-netdev", "user"), model, mac, place);
                continue;
            }

            Pair(backends[at].Backend, model, mac, place);
            backends.RemoveAt(at);
        }

        foreach ((_, NativeOption backend) in backends)
        {
            Pair(backend, null, null);
        }
    }

    /// <summary>What more a card's -device takes; the rest (a name for the monitor) is said to be lost.</summary>
    private string Place(NativeOption nic)
    {
        string place = string.Concat(
            ((string[])["addr", "vectors"]).Select(key => (Key: key, Value: nic.Take(key))).Where(p => p.Value is not null).Select(p => $",{p.Key}={p.Value}"));
        foreach (KeyValuePair<string, string> left in nic.Rest)
        {
            Lost($"-net nic,{left.Key}={left.Value}");
        }

        return place;
    }

    /// <summary>A back end's name was for QEMU's monitor.</summary>
    private void Lost(string what) => warnings.Add($"{what} has no counterpart in domain XML and is left out");

    private void Pair(NativeOption backend, string? model, string? mac, string place = "")
    {
        if (backend.Take("name") is { } name)
        {
            Lost($"name={name} of a network's back end");
        }


        string number = (count++).ToString(CultureInfo.InvariantCulture);
        string type = backend.Take("type") ?? "user";
        string properties = string.Concat(backend.Rest.Where(p => p.Key != "id").Select(p => $",{p.Key}={LegacyOptions.Escape(p.Value)}"));
        options.Add(new NativeOption("-netdev", $"{type},id=hostnet{number}{properties}"));
        string driver = model switch
        {
            null or "e1000" or "rtl8139" or "ne2k_pci" or "pcnet" when modern => "virtio-net-pci",
            null => "e1000",
            "virtio" =>
            "virtio-net-pci",
            var word => word
        };
        options.Add(new NativeOption("-device", $"{driver},netdev=hostnet{number},id=net{number}{(mac is null ? "" : ",mac=" + mac)}{place}"));
    }
}
