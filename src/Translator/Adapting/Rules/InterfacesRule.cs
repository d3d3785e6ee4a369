using System.Xml.Linq;
using VirshLite.Translator.Adapting.Drafts;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Adapting.Rules;

/// <summary>
/// Interfaces whose network, bridge or device is not here go to the bridge that the user names, else to the network 'default' where there is one, else to
/// QEMU's own user network, which needs nothing of the host.
/// </summary>
internal sealed class InterfacesRule : IAdaptingRule
{
    private const string Default = "default";

    /// <summary>What belongs to the connection that is no more.</summary>
    private static readonly string[] OfConnection = ["source", "virtualport", "backend", "portForward", "vlan", "script", "downscript"];

    public void Run(AdaptingDraft draft)
    {
        foreach (XElement nic in draft.Devices.Where(d => d.Name.LocalName == "interface"))
        {
            XElement? source = nic.Element("source");
            if (nic.Attribute("type")?.Value is not { } type || Missing(draft, type, source) is not { } missing)
            {
                continue;
            }

            if (type == "hostdev")
            {
                draft.CommentOut(nic, missing);
            }
            else
            {
                Reconnect(draft, nic, source, missing);
            }
        }
    }

    /// <summary>What the host does not have; null where it has all that the interface needs.</summary>
    private static string? Missing(AdaptingDraft draft, string type, XElement? source)
    {
        IHostFacts facts = draft.Facts;
        string? Name(string attribute) => source?.Attribute(attribute)?.Value;
        switch (type)
        {
            case "network" when Name("network") is { } network:
                return facts.Network(network) is null ? $"there is no network '{network}' on this host" : null;
            case "bridge" when Name("bridge") is { } bridge:
                return facts.NetworkDevices is { } devices && !devices.Contains(bridge) ? $"there is no bridge '{bridge}' on this host" : null;
            case "direct" when Name("dev") is { } device:
                return facts.NetworkDevices is { } all && !all.Contains(device) ? $"there is no network device '{device}' on this host" : null;
            case "hostdev" when source?.Element("address") is { } address && HostAddress.Pci(address) is { } pci:
                return facts.KnowsDevices && facts.PciDevice(pci) is null ? $"this host has no PCI device {HostAddress.Text(pci)}" : null;
            case "vdpa" when Name("dev") is { } path:
                return draft.Host.Has(path) ? null : $"there is no {path} on this host";
            default:
                return null;
        }
    }

    private static void Reconnect(AdaptingDraft draft, XElement nic, XElement? source, string missing)
    {
        string? bridge = draft.Options.Bridge;
        bool hasDefault = draft.Facts.Network(Default) is not null;
        (string type, string? with, string where) = bridge is not null ? ("bridge", $"<source bridge='{bridge}'/>", $"to the bridge '{bridge}'")
            : hasDefault ? ("network", $"<source network='{Default}'/>", $"to the network '{Default}'")
            : ("user", null, "to QEMU's user network, which lets the guest out and nobody in (--bridge BRIDGE for another)");
        draft.SetAttribute(nic, "type", type, $"{missing}: the interface is connected {where}");
        foreach (XElement child in nic.Elements().Where(e => OfConnection.Contains(e.Name.LocalName)))
        {
            if (child == source && with is not null)
            {
                draft.AlsoReplace(child, with, "it was " + child.ToString(SaveOptions.DisableFormatting));
            }
            else
            {
                draft.AlsoCommentOut(child, "it belongs to the connection that the interface had");
            }
        }

        if (source is null && with is not null)
        {
            draft.AlsoAppend(nic, with);
        }
    }
}
