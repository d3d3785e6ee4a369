using System.Xml.Linq;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Devices;

/// <summary>Forwarded ports of user networking: libvirt's XML has them for passt only.</summary>
internal static class PasstElements
{
    /// <summary>A property of user networking that is what there is without it: no network of its own, both families.</summary>
    public static bool SaysTheDefault(KeyValuePair<string, string> property) =>
        property is { Key: "restrict", Value: "off" or "no" or "n" } or { Key: "ipv4" or "ipv6", Value: "on" or "yes" or "y" };

    /// <summary>False unless the modern form is wanted and all that is asked for are forwarded ports.</summary>
    public static bool Fill(NativeCommand native, NativeOption netdev, XElement nic)
    {
        if (!native.IsModern || netdev.Rest.Any(p =>
            p.Key is not ("type" or "id" or "hostfwd" or "net" or "vlan" or "dns" or "host") && !SaysTheDefault(p)))
        {
            return false;
        }

        nic.SetAttributeValue("type", "user");
        nic.Add(With("backend", "type", "passt"));
        foreach (string rule in netdev.TakeAll("hostfwd"))
        {
            // tcp:[address]:port-[guest]:port
            string[] ends = rule.Split('-');
            string[] host = ends[0].Split(':');
            string[] guest = ends.Length > 1 ? ends[1].Split(':') : [];
            if (host.Length < 3 || guest.Length < 2)
            {
                native.Warn($"the forwarding '{rule}' is not understood and is left out");
                continue;
            }

            nic.Add(Element(
                "portForward", Attribute("proto", host[0]), Attribute("address", host[1].Length > 0 ? host[1] : null),
                Element("range", Attribute("start", host[2]), host[2] == guest[1] ? null : Attribute("to", guest[1]))));
        }

        netdev.Take();
        native.Warn("user networking with forwarded ports becomes passt, which does the same without QEMU's own network code");
        return true;
    }
}
