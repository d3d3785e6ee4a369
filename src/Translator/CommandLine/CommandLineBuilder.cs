using VirshLite.DomainParser.Model;
using VirshLite.Translator.Capabilities;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>Collects the arguments of one plan. The producers (one a device or section) put them in; <see cref="QemuCommandLine"/> holds their order.</summary>
internal sealed class CommandLineBuilder
{
    public CommandLineBuilder(TranslationContext context, LaunchPlan plan)
    {
        Context = context;
        Plan = plan;
    }

    public TranslationContext Context { get; }

    public LaunchPlan Plan { get; }

    public Domain Domain => Context.Domain;

    public QemuCapabilities Capabilities => Context.Capabilities;

    /// <summary>The machine type in QEMU's own table; null where it is not listed.</summary>
    public QemuMachine? Machine => Capabilities.FindMachine(Domain.Type, Domain.Os.Machine!);

    /// <summary>Set once -mem-prealloc was put out (core-arguments.md 9).</summary>
    public bool MemPreallocEmitted { get; set; }

    /// <summary>The block nodes of the firmware's flash chips, code first.</summary>
    public List<string> PflashNodes { get; } = [];

    /// <summary>An option without value.</summary>
    public void Add(string option) => Plan.Arguments.Add(new(option));

    public void Add(string option, string value) => Plan.Arguments.Add(new(option, new TextValue(value)));

    public void Add(string option, OptionText value) => Plan.Arguments.Add(new(option, new OptionValue(value)));

    /// <summary>-object with its type and id first.</summary>
    public void AddObject(PropertyBag properties) => Plan.Arguments.Add(new("-object", new BagValue(properties, BagForm.Object, "qom-type")));

    /// <summary>A bag that starts an -object: <c>{"qom-type":type,"id":id,…}</c>.</summary>
    public static PropertyBag Object(string qomType, string id) => new PropertyBag().Add("qom-type", qomType).Add("id", id);

    public void AddBlockdev(PropertyBag properties) => Plan.Arguments.Add(new("-blockdev", new BagValue(properties, BagForm.AlwaysJson, "driver")));

    public void AddNetdev(PropertyBag properties) => Plan.Arguments.Add(new("-netdev", new BagValue(properties, BagForm.Netdev, "type")));

    public void AddJson(string option, PropertyBag properties) => Plan.Arguments.Add(new(option, new BagValue(properties, BagForm.AlwaysJson, "")));

    /// <summary>-device, after the user's overrides for its id (&lt;qemu:override&gt;, core-arguments.md 3).</summary>
    public void AddDevice(PropertyBag properties)
    {
        DeviceOverrides.Apply(Domain, properties);
        Plan.Arguments.Add(new("-device", new BagValue(properties, BagForm.Device, "driver")));
    }

    /// <summary>Notes that a descriptor is wanted; the order of the calls is the order of opening.</summary>
    public T Open<T>(T resource)
        where T : PlanResource
    {
        Plan.Resources.Add(resource);
        return resource;
    }

    /// <summary>The next fd set number, counting from 0 over the whole command line.</summary>
    public int TakeFdSet() => Context.FdSets.Take();

    /// <summary>-add-fd for one descriptor of a set.</summary>
    public void AddFd(int set, PlanResource fd, string opaque) =>
        Add("-add-fd", new OptionText().Add("set", set).Fd("fd", fd).Escaped("opaque", opaque));
}
