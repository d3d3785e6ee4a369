using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.NodeDevices;

namespace VirshLite.Cli.Verbs.NodeDevices;

/// <summary><c>nodedev-list</c>: the devices of this host (live-changes.md 15).</summary>
internal static class NodedevListVerb
{
    public static Command Build(Io io)
    {
        var tree = new Option<bool>("--tree") { Description = "each below the one that it is a part of" };
        var kinds = new Option<string?>("--cap") { Description = "of these kinds only: pci,net,storage …", HelpName = "KIND[,KIND]" };
        var inactive = new Option<bool>("--inactive") { Description = "those that are only defined" };
        var all = new Option<bool>("--all") { Description = "those that are only defined as well" };
        var persistent = new Option<bool>("--persistent") { Description = "defined ones only" };
        var transient = new Option<bool>("--transient") { Description = "those without a definition only" };
        var command = new VerbCommand("nodedev-list", "list the devices of this host")
        {
            Examples = [("nodedev-list --tree", ""), ("nodedev-list --cap pci", "what hostdev devices can be made of")],
        };
        foreach (Option option in (Option[])[tree, kinds, inactive, all, persistent, transient])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            bool isTree = parse.GetValue(tree);
            bool onlyInactive = parse.GetValue(inactive);
            bool onlyPersistent = parse.GetValue(persistent);
            bool onlyTransient = parse.GetValue(transient);
            if (onlyInactive && parse.GetValue(all))
            {
                throw new UsageException("Option --all is incompatible with --inactive");
            }

            if (isTree && (parse.GetValue(kinds) is not null || onlyInactive || onlyPersistent || onlyTransient))
            {
                throw new UsageException("Option --tree is incompatible with --cap, --inactive, --persistent and --transient");
            }

            HashSet<string>? wanted = parse.GetValue(kinds) is { } words ? [.. words.Split(',')] : null;
            if (wanted?.All(NodeDeviceList.IsKind) == false)
            {
                throw new UsageException("Invalid capability type");
            }

            IReadOnlyList<NodeDevice> devices = new NodeDeviceList().All();
            if (isTree)
            {
                Confirmation.Show(io, parse, NodeDeviceText.Tree(devices));
                return;
            }

            Confirmation.List(io, parse, devices.Where(d => parse.GetValue(all) || d.IsActive != onlyInactive)
                .Where(d => onlyPersistent == onlyTransient || d.IsPersistent == onlyPersistent)
                .Where(d => wanted is null || d.Kinds.Any(wanted.Contains)).Select(d => d.Name));
        });
        return command;
    }
}
