using System.Globalization;
using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Writing;

/// <summary>&lt;features&gt; in libvirt's order, whatever the order in the document was.</summary>
internal static class FeaturesWriter
{
    public static void Write(XmlOutput xml, Features features) => xml.Group("features", x => Children(x, features));

    private static void Children(XmlOutput xml, Features features)
    {
        xml.Empty("acpi", features.Acpi);
        if (features.Apic)
        {
            xml.Open("apic").OnOff("eoi", features.ApicEoi).Close();
        }

        xml.Empty("pae", features.Pae);
        State(xml, "hap", features.Hap);
        xml.Empty("viridian", features.Viridian).Empty("privnet", features.PrivNet);
        Hyperv(xml, features.Hyperv);
        Kvm(xml, features.Kvm);
        State(xml, "pvspinlock", features.PvSpinlock);
        Capabilities(xml, features.Capabilities);
        State(xml, "pmu", features.Pmu);
        State(xml, "vmport", features.VmPort);
        if (features.Gic)
        {
            xml.Open("gic").Attr("version", features.GicVersion, GicVersion.Names).Close();
        }

        Smm(xml, features);
        if (features.IoApic is not null)
        {
            xml.Open("ioapic").Attr("driver", features.IoApic, IoApicDriver.Names).Close();
        }

        if (features.Hpt)
        {
            xml.Open("hpt").Attr("resizing", features.HptResizing, HptResizing.Names);
            xml.ElementKiB("maxpagesize", features.HptMaxPageSizeKiB).Close();
        }

        State(xml, "vmcoreinfo", features.VmCoreInfo);
        State(xml, "htm", features.Htm);
        State(xml, "nested-hv", features.NestedHv);
        if (features.MsrsUnknown is not null)
        {
            xml.Open("msrs").Attr("unknown", features.MsrsUnknown, MsrsUnknown.Names).Close();
        }

        State(xml, "ccf-assist", features.CcfAssist);
        Value(xml, "cfpc", features.Cfpc, MitigationLevel.Names);
        Value(xml, "sbbc", features.Sbbc, MitigationLevel.Names);
        Value(xml, "ibs", features.Ibs, IbsLevel.Names);
        if (features.TbCacheKiB is { } kib)
        {
            xml.Open("tcg").ElementKiB("tb-cache", kib).Close();
        }

        if (features.AsyncTeardown is not null)
        {
            xml.Open("async-teardown").YesNo("enabled", features.AsyncTeardown).Close();
        }

        State(xml, "ras", features.Ras);
        State(xml, "virtualization", features.Virtualization);
        State(xml, "ps2", features.Ps2);
        Value(xml, "aia", features.Aia, AiaMode.Names);
    }

    private static void State(XmlOutput xml, string name, bool? state)
    {
        if (state is not null)
        {
            xml.Open(name).OnOff("state", state).Close();
        }
    }

    private static void Value<T>(XmlOutput xml, string name, T? value, EnumNames<T> names)
        where T : struct, Enum
    {
        if (value is not null)
        {
            xml.Open(name).Attr("value", value, names).Close();
        }
    }

    private static void Smm(XmlOutput xml, Features features)
    {
        if (features.Smm is null)
        {
            return;
        }

        xml.Open("smm").OnOff("state", features.Smm);
        if (features.TsegBytes is { } bytes)
        {
            (ulong value, string unit) = PrettySize.Of(bytes);
            xml.Open("tseg").Attr("unit", unit).CloseWith(value);
        }

        xml.Close();
    }

    private static void Hyperv(XmlOutput xml, HypervFeatures? hyperv)
    {
        if (hyperv is null)
        {
            return;
        }

        xml.Open("hyperv").Attr("mode", HypervMode.Names[hyperv.Mode]);
        if (hyperv.Mode == HypervMode.Passthrough && xml.Knows("9.1"))
        {
            CloseEmpty(xml);
            return;
        }

        State(xml, "relaxed", hyperv.Relaxed);
        State(xml, "vapic", hyperv.Vapic);
        if (hyperv.Spinlocks is not null)
        {
            xml.Open("spinlocks").OnOff("state", hyperv.Spinlocks).Attr("retries", Retries(xml, hyperv)).Close();
        }

        State(xml, "vpindex", hyperv.VpIndex);
        State(xml, "runtime", hyperv.Runtime);
        State(xml, "synic", hyperv.Synic);
        if (hyperv.Stimer is not null)
        {
            xml.Open("stimer").OnOff("state", hyperv.Stimer);
            State(xml, "direct", hyperv.StimerDirect);
            xml.Close();
        }

        State(xml, "reset", hyperv.Reset);
        if (hyperv.VendorId is not null)
        {
            xml.Open("vendor_id").OnOff("state", hyperv.VendorId).Attr("value", hyperv.VendorIdValue).Close();
        }

        State(xml, "frequencies", hyperv.Frequencies);
        State(xml, "reenlightenment", hyperv.Reenlightenment);
        if (hyperv.TlbFlush is not null)
        {
            xml.Open("tlbflush").OnOff("state", hyperv.TlbFlush);
            State(xml, "direct", hyperv.TlbFlushDirect);
            State(xml, "extended", hyperv.TlbFlushExtended);
            xml.Close();
        }

        State(xml, "ipi", hyperv.Ipi);
        State(xml, "evmcs", hyperv.Evmcs);
        State(xml, "avic", hyperv.Avic);
        State(xml, "emsr_bitmap", hyperv.EmsrBitmap);
        State(xml, "xmm_input", hyperv.XmmInput);
        CloseEmpty(xml);
    }

    /// <summary>Before 11.9 libvirt never wrote this element as an empty one.</summary>
    private static void CloseEmpty(XmlOutput xml) => _ = xml.Knows("11.9") ? xml.Close() : xml.CloseEmptyBlock();

    /// <summary>The number that means never goes without saying since 11.9; before, it was written as a signed one.</summary>
    private static string? Retries(XmlOutput xml, HypervFeatures hyperv) => hyperv switch
    {
        { Spinlocks: not true } => null,
        _ when !xml.Knows("11.9") => ((int)hyperv.SpinlockRetries).ToString(CultureInfo.InvariantCulture),
        { SpinlockRetries: uint.MaxValue } => null,
        _ => hyperv.SpinlockRetries.ToString(CultureInfo.InvariantCulture),
    };

    private static void Kvm(XmlOutput xml, KvmFeatures? kvm)
    {
        if (kvm is null)
        {
            return;
        }

        xml.Open("kvm");
        State(xml, "hidden", kvm.Hidden);
        State(xml, "hint-dedicated", kvm.HintDedicated);
        State(xml, "poll-control", kvm.PollControl);
        State(xml, "pv-ipi", kvm.PvIpi);
        if (kvm.DirtyRing is not null)
        {
            xml.Open("dirty-ring").OnOff("state", kvm.DirtyRing).Attr("size", kvm.DirtyRing == true ? kvm.DirtyRingSize : null).Close();
        }

        xml.CloseEmptyBlock();
    }

    private static void Capabilities(XmlOutput xml, CapabilitiesFeatures? capabilities)
    {
        if (capabilities is null or { Policy: null or CapabilitiesPolicy.Default, Items.Count: 0 })
        {
            return;
        }

        xml.Open("capabilities").Attr("policy", CapabilitiesPolicy.Names[capabilities.Policy ?? CapabilitiesPolicy.Default]);
        foreach ((string name, bool on) in capabilities.Items)
        {
            State(xml, name, on);
        }

        xml.Close();
    }
}
