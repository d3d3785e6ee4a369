using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;interface&gt; as libvirt prints it.</summary>
internal static class InterfaceWriter
{
    public static void Write(XmlOutput xml, Interface nic)
    {
        xml.Open("interface").Attr("type", InterfaceType.Names[nic.Type]);
        xml.YesNo("managed", nic.Type == InterfaceType.Hostdev && nic.Managed == true ? true : null);
        xml.YesNo("trustGuestRxFilters", nic.TrustGuestRxFilters);
        if (nic.Mac is { } mac)
        {
            xml.Open("mac").Attr("address", mac).Attr("currentAddress", xml.IsLive ? nic.CurrentMac : null).Attr("type", nic.MacType).YesNo("check", nic.MacCheck).Close();
        }

        if (nic.HostdevDriver is not null || nic.HostdevDriverModel is not null)
        {
            xml.Open("driver").Attr("name", nic.HostdevDriver).Attr("model", nic.HostdevDriverModel).Close();
        }

        WriteSource(xml, nic);
        WriteIps(xml, nic.GuestIps);
        WriteRoutes(xml, nic.GuestRoutes);
        WritePortForwards(xml, nic.PortForwards);
        InterfaceConnectionWriter.WriteVlan(xml, nic.Vlan);
        InterfaceConnectionWriter.WriteVirtualPort(xml, nic.VirtualPort);
        InterfaceConnectionWriter.WriteBandwidth(xml, nic.Bandwidth);
        OneAttribute(xml, "port", "isolated", nic.PortIsolated is { } isolated ? (isolated ? "yes" : "no") : null);
        InterfaceActualWriter.Write(xml, nic);
        OneAttribute(xml, "script", "path", nic.ScriptPath);
        OneAttribute(xml, "downscript", "path", nic.DownScriptPath);
        OneAttribute(xml, "backenddomain", "name", nic.BackendDomain);
        string? target = xml.IsLive || !nic.HasGeneratedName ? nic.TargetDevice : null;
        if (target is not null || nic.TargetManaged is not null)
        {
            xml.Open("target").Attr("dev", target).YesNo("managed", nic.TargetManaged).Close();
        }

        OneAttribute(xml, "guest", "dev", nic.GuestDevice);
        OneAttribute(xml, "model", "type", nic.Model);
        WriteDriver(xml, nic);
        WriteBackend(xml, nic.Backend);
        InterfaceConnectionWriter.WriteFilterRef(xml, nic.FilterRef);
        if (nic.SndBuf is { } sndbuf)
        {
            xml.Open("tune").Element("sndbuf", sndbuf).Close();
        }

        if (nic.Teaming is { } teaming)
        {
            xml.Open("teaming").Attr("type", teaming.IsTransient ? "transient" : "persistent").Attr("persistent", teaming.Persistent).Close();
        }

        OneAttribute(xml, "link", "state", nic.LinkUp is { } up ? (up ? "up" : "down") : null);
        if (nic.Mtu is { } mtu and > 0)
        {
            xml.Open("mtu").Attr("size", mtu).Close();
        }

        if (nic.CoalesceRxFrames is { } frames)
        {
            xml.Open("coalesce").Open("rx").Open("frames").Attr("max", frames).Close().Close().Close();
        }

        DeviceWriter.WriteBoot(xml, nic);
        DeviceWriter.WriteCommon(xml, nic);
        if (xml.IsStatus && nic.IsCreated)
        {
            xml.Open("privateData").Open("created").Attr("value", "yes").Close().Close();
        }

        xml.Close();
    }

    private static void WriteSource(XmlOutput xml, Interface nic)
    {
        InterfaceSource source = nic.Source;
        if (!source.IsGiven)
        {
            return;
        }

        bool hasChildren = source.Ips.Count > 0 || source.Routes.Count > 0;
        switch (nic.Type)
        {
            case InterfaceType.Ethernet when !hasChildren:
            case InterfaceType.User or InterfaceType.VhostUser when source.Device is null && source.Path is null && !hasChildren:
                return;
        }

        xml.Open("source");
        switch (nic.Type)
        {
            case InterfaceType.VhostUser when source.Path is not null:
                xml.Attr("type", "unix").Attr("path", source.Path).Attr("mode", source.IsServer ? "server" : "client");
                if (source.ReconnectEnabled is not null)
                {
                    xml.Open("reconnect").YesNo("enabled", source.ReconnectEnabled).Attr("timeout", source.ReconnectTimeout).Close();
                }

                break;
            case InterfaceType.Direct:
                xml.Attr("dev", source.Device).Attr("mode", source.Mode, DirectMode.Names);
                break;
            default:
                bool showsLink = xml.IsLive || nic.Type != InterfaceType.Network;
                xml.Attr("network", source.Network).Attr("portgroup", source.PortGroup).Attr("portid", xml.IsLive ? source.PortId : null)
                    .Attr("bridge", showsLink && !(xml.IsStatus && nic.Resolution is not null) ? source.Bridge : null).Attr("name", source.Name)
                    .Attr("dev", source.Device).Attr("address", source.Address).Attr("port", source.Port);
                if (source.LocalPort is { } port)
                {
                    xml.Open("local").Attr("address", source.LocalAddress).Attr("port", port).Close();
                }

                break;
        }

        if (source.HostAddress is { } host)
        {
            DeviceAddressWriter.Write(xml, host);
        }

        WriteIps(xml, source.Ips);
        WriteRoutes(xml, source.Routes);
        xml.Close();
    }

    private static void WriteIps(XmlOutput xml, List<InterfaceIp> ips)
    {
        foreach (InterfaceIp ip in ips)
        {
            xml.Open("ip").Attr("address", ip.Address).Attr("family", ip.IsIpv6 ? "ipv6" : "ipv4").Attr("prefix", ip.Prefix).Attr("peer", ip.Peer).Close();
        }
    }

    private static void WriteRoutes(XmlOutput xml, List<InterfaceRoute> routes)
    {
        foreach (InterfaceRoute route in routes)
        {
            xml.Open("route").Attr("family", route.Family).Attr("address", route.Address).Attr("netmask", route.Netmask).Attr("prefix", route.Prefix)
                .Attr("gateway", route.Gateway).Attr("metric", route.Metric).Close();
        }
    }

    private static void WritePortForwards(XmlOutput xml, List<PortForward> forwards)
    {
        foreach (PortForward forward in forwards)
        {
            xml.Open("portForward").Attr("proto", forward.IsUdp ? "udp" : "tcp").Attr("address", forward.Address).Attr("dev", forward.Device);
            foreach (PortForwardRange range in forward.Ranges)
            {
                xml.Open("range").Attr("start", (uint)range.Start).Attr("end", (uint?)range.End).Attr("to", (uint?)range.To).YesNo("exclude", range.Exclude)
                    .Close();
            }

            xml.Close();
        }
    }

    private static void WriteDriver(XmlOutput xml, Interface nic)
    {
        if (nic.Driver is not { } driver)
        {
            if (nic.Virtio is not null)
            {
                xml.Open("driver");
                DeviceWriter.WriteVirtioOptions(xml, nic.Virtio);
                xml.Close();
            }

            return;
        }

        bool isEmpty = driver.Name is null && driver.TxMode is null && driver.IoEventFd is null && driver.EventIdx is null && driver.Queues is null
            && driver.RxQueueSize is null && driver.TxQueueSize is null && driver.Rss is null && driver.RssHashReport is null && driver.Host.IsEmpty
            && driver.Guest.IsEmpty && nic.Virtio is null;
        if (isEmpty)
        {
            return;
        }

        xml.Open("driver").Attr("name", driver.Name).Attr("txmode", driver.TxMode).OnOff("ioeventfd", driver.IoEventFd).OnOff("event_idx", driver.EventIdx)
            .Attr("queues", driver.Queues).Attr("rx_queue_size", driver.RxQueueSize).Attr("tx_queue_size", driver.TxQueueSize).OnOff("rss", driver.Rss)
            .OnOff("rss_hash_report", driver.RssHashReport);
        DeviceWriter.WriteVirtioOptions(xml, nic.Virtio);
        WriteOffloads(xml, "host", driver.Host);
        WriteOffloads(xml, "guest", driver.Guest);
        xml.Close();
    }

    private static void WriteOffloads(XmlOutput xml, string name, InterfaceOffloads offloads)
    {
        if (!offloads.IsEmpty)
        {
            xml.Open(name).OnOff("csum", offloads.Csum).OnOff("gso", offloads.Gso).OnOff("tso4", offloads.Tso4).OnOff("tso6", offloads.Tso6)
                .OnOff("ecn", offloads.Ecn).OnOff("ufo", offloads.Ufo).OnOff("mrg_rxbuf", offloads.MrgRxBuf).Close();
        }
    }

    private static void WriteBackend(XmlOutput xml, InterfaceBackend backend)
    {
        if (backend.Type != InterfaceBackendType.Default || backend.LogFile is not null || backend.Tap is not null || backend.Vhost is not null
            || backend.HostName is not null || backend.FullHostName is not null)
        {
            xml.Open("backend").Attr("type", backend.Type == InterfaceBackendType.Default ? null : "passt").Attr("tap", backend.Tap)
                .Attr("vhost", backend.Vhost).Attr("logFile", backend.LogFile).Attr("hostname", backend.HostName).Attr("fqdn", backend.FullHostName).Close();
        }
    }

    private static void OneAttribute(XmlOutput xml, string element, string attribute, string? value)
    {
        if (value is not null)
        {
            xml.Open(element).Attr(attribute, value).Close();
        }
    }
}
