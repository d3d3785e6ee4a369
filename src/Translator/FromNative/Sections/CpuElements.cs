using System.Globalization;
using System.Xml.Linq;
using VirshLite.Translator.Cpu;
using VirshLite.Translator.FromNative.Lines;
using static VirshLite.Translator.FromNative.Lines.Elements;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>-cpu: the model, its features, and what other elements of the domain say of the CPU (Hyper-V, KVM, timers, cache, address width).</summary>
internal static class CpuElements
{
    /// <summary>Hyper-V enlightenments that are plain switches, by the element's name.</summary>
    private static readonly (string Property, string Element)[] Enlightenments =
    [
        ("hv-relaxed", "relaxed"), ("hv-vapic", "vapic"), ("hv-vpindex", "vpindex"), ("hv-runtime", "runtime"), ("hv-synic", "synic"), ("hv-reset", "reset"),
        ("hv-frequencies", "frequencies"), ("hv-reenlightenment", "reenlightenment"), ("hv-ipi", "ipi"), ("hv-evmcs", "evmcs"), ("hv-avic", "avic"),
        ("hv-emsr-bitmap", "emsr_bitmap"), ("hv-xmm-input", "xmm_input"),
    ];

    public static void Add(NativeCommand native)
    {
        if (native.One("-cpu") is not { } option)
        {
            return;
        }

        option.Take();
        Hyperv(native, option);
        Kvm(native, option);
        Timers(native, option);
        XElement features = native.Domain.Child("features");
        if (option.TakeSwitch("kvm-pv-eoi") is { } eoi)
        {
            features.Child("apic").SetAttributeValue("eoi", eoi);
        }

        features.Add(With("pvspinlock", "state", option.TakeSwitch("kvm-pv-unhalt")));
        if (!native.Arch.StartsWith("ppc", StringComparison.Ordinal))
        {
            features.Add(With("pmu", "state", option.TakeSwitch("pmu")));
        }

        string model = option.Take("model") ?? "";
        if (native.IsModern && model is "qemu64" or "kvm64" or "qemu32" or "kvm32" && native.Domain.Attribute("type")?.Value == "kvm")
        {
            native.Warn($"the CPU {model} becomes the host's own (host-passthrough)");
            native.Domain.Child("cpu").SetAttributeValue("mode", "host-passthrough");
            return;
        }

        XElement cpu = Model(native, option, model);
        Features(native, option, cpu, model);
    }

    private static XElement Model(NativeCommand native, NativeOption option, string model)
    {
        XElement cpu = native.Domain.Child("cpu");
        switch (model)
        {
            case "host" when native.CompatibleCpu is { } compatible:
                cpu.SetAttributeValue("mode", "host-model");
                cpu.AddFirst(Element("model", compatible));
                break;
            case "host":
                cpu.SetAttributeValue("mode", "host-passthrough");
                break;
            case "max":
                cpu.SetAttributeValue("mode", "maximum");
                break;
            default:
                cpu.SetAttributeValue("mode", "custom");
                cpu.SetAttributeValue("match", "exact");
                cpu.AddFirst(Element("model", Attribute("fallback", "forbid"), Attribute("vendor_id", option.Take("vendor")), model));
                break;
        }

        cpu.SetAttributeValue("check", "none");
        if (model is "host" or "max")
        {
            cpu.SetAttributeValue("migratable", option.TakeSwitch("migratable"));
        }

        Cache(option, cpu, isHostCpu: model is "host" or "max");
        string? bits = option.TakeSwitch("host-phys-bits");
        string? limit = option.Take("host-phys-bits-limit");
        if (option.Take("phys-bits") is { } width)
        {
            cpu.Add(Element("maxphysaddr", Attribute("mode", "emulate"), Attribute("bits", width)));
        }
        else if (bits is not null)
        {
            cpu.Add(Element("maxphysaddr", Attribute("mode", bits == "on" ? "passthrough" : "emulate"), Attribute("limit", limit)));
        }

        return cpu;
    }

    private static void Cache(NativeOption option, XElement cpu, bool isHostCpu)
    {
        string? l3 = option.TakeSwitch("l3-cache");
        string? host = option.TakeSwitch("host-cache-info");
        string? mode = (l3, host) switch
        {
            ("on", _) => "emulate",
            (_, "on") => "passthrough",
            ("off", _) => "disable",
            _ => null,
        };
        if (mode is not null)
        {
            cpu.Add(Element("cache", mode == "emulate" ? Attribute("level", "3") : null, Attribute("mode", mode)));
        }
        else if (host is not null && isHostCpu)
        {
            cpu.Add(With("cache", "mode", "disable"));
        }
    }

    private static void Features(NativeCommand native, NativeOption option, XElement cpu, string model)
    {
        // a feature named again is what it was named last
        var states = new Dictionary<string, (string Name, string State)>(StringComparer.Ordinal);
        foreach ((string name, string value) in option.Rest)
        {
            string feature = native.IsX86 ? X86Features.FromQemu(name) : name;
            bool isFeature = value is "on" or "off" && (!native.IsX86 || X86Features.IsKnown(feature));
            if (isFeature)
            {
                states.Remove(feature);
                states.Add(feature, (feature, value == "on" ? "require" : "disable"));
                continue;
            }

            string driver = native.Arch switch { "x86_64" => $"{model}-x86_64-cpu", "i686" => $"{model}-i386-cpu", _ => $"{model}-{native.Arch}-cpu" };
            native.Options.Add(new NativeOption("-global", $"{driver}.{name}={value}"));
        }

        foreach ((string name, string policy) in states.Values)
        {
            cpu.Add(Element("feature", Attribute("policy", policy), Attribute("name", name)));
        }
    }

    private static void Hyperv(NativeCommand native, NativeOption option)
    {
        var hyperv = new XElement("hyperv");
        foreach ((string property, string element) in Enlightenments)
        {
            if (option.TakeAny(property, property.Replace('-', '_')) is { } state)
            {
                hyperv.Add(With(element, "state", state));
            }
        }

        if (Take(option, "hv-spinlocks") is { } spinlocks)
        {
            hyperv.Add(Element("spinlocks", Attribute("state", "on"), Attribute("retries", Numbers.Parse(spinlocks))));
        }

        if (Take(option, "hv-vendor-id") is { } vendor)
        {
            hyperv.Add(Element("vendor_id", Attribute("state", "on"), Attribute("value", vendor)));
        }

        string? direct = Take(option, "hv-stimer-direct");
        if (Take(option, "hv-stimer") is { } stimer)
        {
            hyperv.Add(Element("stimer", Attribute("state", stimer), With("direct", "state", direct)));
        }

        string? flushDirect = Take(option, "hv-tlbflush-direct");
        string? flushExtended = Take(option, "hv-tlbflush-ext");
        if (Take(option, "hv-tlbflush") is { } flush)
        {
            hyperv.Add(Element("tlbflush", Attribute("state", flush), With("direct", "state", flushDirect), With("extended", "state", flushExtended)));
        }

        if (Take(option, "hv-crash") is not null)
        {
            native.Devices.Add(With("panic", "model", "hyperv"));
        }

        if (Take(option, "hv-passthrough") is "on")
        {
            hyperv.SetAttributeValue("mode", "passthrough");
        }
        else if (hyperv.HasElements)
        {
            hyperv.SetAttributeValue("mode", "custom");
        }

        native.Domain.Child("features").Add(hyperv.UnlessEmpty());
    }

    private static string? Take(NativeOption option, string name) => option.TakeAny(name, name.Replace('-', '_'));

    private static void Kvm(NativeCommand native, NativeOption option)
    {
        var kvm = new XElement("kvm");
        kvm.Add(option.TakeSwitch("kvm") == "off" ? With("hidden", "state", "on") : null);
        kvm.Add(With("hint-dedicated", "state", option.TakeSwitch("kvm-hint-dedicated")));
        kvm.Add(With("poll-control", "state", option.TakeSwitch("kvm-poll-control")));
        kvm.Add(With("pv-ipi", "state", option.TakeSwitch("kvm-pv-ipi")));
        foreach (XElement element in kvm.Elements().ToList())
        {
            native.Domain.Child("features").Child("kvm").Add(element);
        }
    }

    private static void Timers(NativeCommand native, NativeOption option)
    {
        if (option.Take("kvmclock") is { } kvmclock)
        {
            Timer(native, "kvmclock", Attribute("present", kvmclock == "on" ? "yes" : "no"));
        }

        if (Take(option, "hv-time") is not null)
        {
            Timer(native, "hypervclock", Attribute("present", "yes"));
        }

        if (option.TakeNumber("tsc-frequency") is { } frequency)
        {
            Timer(native, "tsc", Attribute("frequency", frequency.ToString(CultureInfo.InvariantCulture)));
        }

        if (option.Take("kvm-no-adjvtime") is { } adjust)
        {
            Timer(native, "armvtimer", Attribute("tickpolicy", adjust == "on" ? "discard" : "delay"));
        }
    }

    public static void Timer(NativeCommand native, string name, params XAttribute?[] attributes) =>
        native.Domain.Child("clock").Add(Element("timer", Attribute("name", name), attributes));
}
