using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;

namespace VirshLite.Translator.Networks;

/// <summary>Updates of a network's devices and port groups.</summary>
internal static class ForwardUpdate
{
    public static void Interface(VirtualNetwork network, NetworkUpdate update)
    {
        NetworkSectionReader element = update.Open("interface", network.Name);
        update.RefuseModify("forward interface entries");
        string device = element.ForwardInterface();
        int at = network.Devices.IndexOf(device);
        if (update.Command == NetworkUpdateCommand.Delete)
        {
            network.Devices.RemoveAt(at >= 0 ? at : throw DomainException.Operation(
                $"couldn't find an interface entry in network '{network.Name}' matching <interface dev='{device}'>"));
        }
        else if (at >= 0)
        {
            throw DomainException.Operation($"there is an existing interface entry in network '{network.Name}' that matches \"<interface dev='{device}'>\"");
        }
        else
        {
            update.Add(network.Devices, device);
        }
    }

    public static void PortGroup(VirtualNetwork network, NetworkUpdate update)
    {
        NetworkPortGroup group = update.Open("portgroup", network.Name).PortGroup();
        int at = network.PortGroups.FindIndex(g => g.Name == group.Name);
        if (at < 0 && !update.IsAdding)
        {
            throw DomainException.Operation($"couldn't find a portgroup entry in network '{network.Name}' matching <portgroup name='{group.Name}'>");
        }

        if (at >= 0 && update.IsAdding)
        {
            throw DomainException.Operation(
                $"there is an existing portgroup entry in network '{network.Name}' that matches \"<portgroup name='{group.Name}'>\"");
        }

        if (group.IsDefault && update.Command != NetworkUpdateCommand.Delete && network.PortGroups.Exists(g => g.IsDefault && g.Name != group.Name))
        {
            throw DomainException.Operation(
                $"a different portgroup entry in network '{network.Name}' is already set as the default. Only one default is allowed.");
        }

        switch (update.Command)
        {
            case NetworkUpdateCommand.Modify:
                network.PortGroups[at] = group;
                break;
            case NetworkUpdateCommand.Delete:
                network.PortGroups.RemoveAt(at);
                break;
            default:
                update.Add(network.PortGroups, group);
                break;
        }
    }
}
