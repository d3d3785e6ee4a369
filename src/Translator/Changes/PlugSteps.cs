using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Changes;

/// <summary>
/// Options of a command line as the QMP commands that do the same in a running guest (live-changes.md 2.5), each with what takes it back where a later one
/// fails.
/// </summary>
internal static class PlugSteps
{
    /// <summary>Another limit or affinity of a running guest: its definition follows once the host has it.</summary>
    public static IEnumerable<PlanStep> Retuned(RunningGuest guest, Action<Domain> change)
    {
        Domain copy = RunningGuest.Copy(guest.Live, live: true);
        change(copy);
        yield return new Retune(copy);
        change(guest.Live);
    }

    /// <summary>What is opened and made first, then back ends, then the device.</summary>
    public static IEnumerable<PlanStep> Of(LaunchPlan plan, Device device)
    {
        string owner = device.Alias ?? "";
        foreach (HostRequirement requirement in plan.Requirements)
        {
            yield return new CheckPath(requirement) { Owner = owner };
        }

        foreach (PlannedDirectory directory in plan.Directories)
        {
            yield return new MakeDirectory(directory) { Owner = owner };
        }

        foreach (PlannedFile file in plan.Files)
        {
            yield return new MakeFile(file) { Owner = owner };
        }

        foreach (GuestResource opened in plan.OpenedFiles)
        {
            yield return new GiveFile(opened) { Owner = owner };
        }

        foreach (PlannedHostDevice host in plan.HostDevices)
        {
            yield return new PrepareHostDevice(host) { Owner = owner };
        }

        foreach (PlannedHelper helper in plan.Helpers)
        {
            yield return new StartHelper(helper) { Owner = owner };
        }

        // in QEMU a descriptor has a name of its own, or is one of a set
        Dictionary<string, PlanStep> lent = [];
        foreach (PlanArgument argument in plan.Arguments)
        {
            if (argument is { Option: "-add-fd", Value: OptionValue { Text: { } text } } && text.Resource is { } resource)
            {
                lent[resource.Name] = AddFd(text, resource);
            }
        }

        foreach (PlanResource resource in plan.Resources)
        {
            yield return new OpenResource(resource) { Owner = owner };
            if (resource is DeviceNode { Kind: DeviceNodeKind.Vdpa })
            {
                yield return new QmpStep("query-fdsets");
            }

            yield return lent.GetValueOrDefault(resource.Name) ?? GetFd(resource.Name);
        }

        // a shared memory server's socket stands behind its device on the command line
        foreach (PlanArgument argument in plan.Arguments.OrderBy(a => a.Option == "-device" ? 1 : 0))
        {
            if (StepOf(argument, plan) is { } step)
            {
                yield return step;
            }
        }
    }

    /// <summary>Throttling and links, told once the device is there.</summary>
    public static IEnumerable<PlanStep> Afterwards(LaunchPlan plan) =>
        plan.StepsBeforeRunning.Select(step => step is QmpStep { Command: "block_set_io_throttle" } throttle ? throttle with { IgnoreErrors = true } : step);

    public static QmpStep Command(string command, params ReadOnlySpan<(string Key, string Value)> arguments)
    {
        var bag = new PropertyBag();
        foreach ((string key, string value) in arguments)
        {
            bag.Add(key, value);
        }

        return new QmpStep(command, bag);
    }

    private static QmpStep GetFd(string name) => Command("getfd", ("fdname", name)) with
    {
        Descriptor = name,
        Undo = [Command("closefd", ("fdname", name)) with { IgnoreErrors = true }],
        UndoAt = UndoTime.Failure,
    };

    private static QmpStep AddFd(OptionText text, PlanResource resource)
    {
        long set = long.Parse(text.ValueOf("set")!, CultureInfo.InvariantCulture);
        return new QmpStep("add-fd", new PropertyBag().Add("fdset-id", set)
            .Add("opaque", resource is DeviceNode { Kind: DeviceNodeKind.Vdpa } node ? node.Path : text.ValueOf("opaque")))
        {
            Descriptor = resource.Name,
            Undo = [new QmpStep("remove-fd", new PropertyBag().Add("fdset-id", set)) { IgnoreErrors = true }],
            UndoAt = UndoTime.Failure,
        };
    }

    private static QmpStep? StepOf(PlanArgument argument, LaunchPlan plan)
    {
        switch (argument)
        {
            case { Option: "-object", Value: BagValue { Properties: { } bag } }:
                return Undone("object-add", bag, Command("object-del", ("id", bag.TextOf("id")!)));
            case { Option: "-blockdev", Value: BagValue { Properties: { } bag } }:
                return Undone("blockdev-add", bag, Command("blockdev-del", ("node-name", bag.TextOf("node-name")!)));
            case { Option: "-netdev", Value: BagValue { Properties: { } bag } }:
                return Undone("netdev_add", bag, Command("netdev_del", ("id", bag.TextOf("id")!)));
            case { Option: "-chardev", Value: BagValue { Properties: { } bag } }:
                return Undone("chardev-add", bag, Command("chardev-remove", ("id", bag.TextOf("id")!))) with { KeepAs = bag.TextOf("id") };
            case { Option: "-device", Value: BagValue { Properties: { } bag } }:
                return Undone("device_add", bag, Command("device_del", ("id", bag.TextOf("id")!)));
            case { Option: "-watchdog-action", Value: TextValue { Text: { } action } }:
                return Command("set-action", ("watchdog", action));
            case { Option: "-add-fd" }:
                return null;
            default:
                throw new InvalidOperationException($"{argument.Option} of {plan.Domain.Name} has no QMP command");
        }
    }

    private static QmpStep Undone(string command, PropertyBag bag, QmpStep undo) => new(command, WithNames(bag))
    {
        Undo = [undo with { IgnoreErrors = true }],
        UndoAt = UndoTime.Failure,
    };

    /// <summary>Descriptors by the names under which QEMU has them.</summary>
    private static PropertyBag WithNames(PropertyBag bag)
    {
        var named = new PropertyBag();
        foreach ((string key, PropertyValue value) in bag)
        {
            named.Add(key, WithNames(value));
        }

        return named;
    }

    private static PropertyValue WithNames(PropertyValue value) => value switch
    {
        FdProperty fds => new TextProperty(string.Join(':', fds.Fds.Select(f => f.Name))),
        ObjectProperty nested => new ObjectProperty(WithNames(nested.Properties)),
        ArrayProperty array => new ArrayProperty([.. array.Items.Select(WithNames)]),
        _ => value,
    };
}
