using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;features&gt; (completion.md 4.1): an element without a state means on for most of them.</summary>
internal static class FeaturesReader
{
    public static Features Read(XmlCursor cursor)
    {
        var features = new Features
        {
            Position = cursor.Position,
            Acpi = cursor.HasChild("acpi"),
            Pae = cursor.HasChild("pae"),
            Viridian = cursor.HasChild("viridian"),
            PrivNet = cursor.HasChild("privnet"),
            Hap = State(cursor, "hap", true),
            PvSpinlock = State(cursor, "pvspinlock", true),
            Pmu = State(cursor, "pmu", true),
            VmPort = State(cursor, "vmport", true),
            VmCoreInfo = State(cursor, "vmcoreinfo", true),
            Htm = State(cursor, "htm", null),
            NestedHv = State(cursor, "nested-hv", null),
            CcfAssist = State(cursor, "ccf-assist", null),
            Ras = State(cursor, "ras", null),
            Virtualization = State(cursor.Since("12.8"), "virtualization", null),
            Ps2 = State(cursor, "ps2", null),
            Cfpc = Value(cursor, "cfpc", MitigationLevel.Names),
            Sbbc = Value(cursor, "sbbc", MitigationLevel.Names),
            Ibs = Value(cursor, "ibs", IbsLevel.Names),
            Aia = Value(cursor, "aia", AiaMode.Names),
        };
        cursor.RefuseNewer(features.Ps2 is not null, "ps2", "10.7");
        if (cursor.Child("apic") is { } apic)
        {
            features.Apic = true;
            features.ApicEoi = apic.OnOff("eoi");
        }

        if (cursor.Child("gic") is { } gic)
        {
            features.Gic = true;
            features.GicVersion = gic.Enum("version", GicVersion.Names);
        }

        if (cursor.Child("smm") is { } smm)
        {
            Smm(smm, features);
        }

        features.IoApic = cursor.Child("ioapic") is { } ioapic ? ioapic.Enum("driver", IoApicDriver.Names) : null;
        features.AsyncTeardown = cursor.Child("async-teardown") is { } teardown ? teardown.YesNo("enabled") ?? true : null;
        features.MsrsUnknown = cursor.Child("msrs") is { } msrs ? msrs.RequiredEnum("unknown", MsrsUnknown.Names) : null;
        features.TbCacheKiB = cursor.Child("tcg")?.Child("tb-cache")?.ContentKiB();
        if (cursor.Child("hpt") is { } hpt)
        {
            features.HptResizing = hpt.Enum("resizing", HptResizing.Names);
            features.HptMaxPageSizeKiB = hpt.FilledChild("maxpagesize")?.ContentKiB();
            features.Hpt = features.HptResizing is not null || features.HptMaxPageSizeKiB is not null;
        }

        features.Hyperv = cursor.Child("hyperv") is { } hyperv ? HypervReader.Read(hyperv) : null;
        features.Kvm = cursor.Child("kvm") is { } kvm ? Kvm(kvm) : null;
        features.Capabilities = cursor.Child("capabilities") is { } capabilities ? Capabilities(capabilities) : null;
        cursor.RefuseOtherChildren("unexpected feature");
        return features;
    }

    /// <summary>A child's state attribute; <paramref name="fallback"/> where only the attribute is absent, an error where there is no fallback.</summary>
    internal static bool? State(XmlCursor cursor, string name, bool? fallback)
    {
        if (cursor.Child(name) is not { } child)
        {
            return null;
        }

        return child.OnOff("state") ?? fallback ?? throw child.Error($"<{name}> needs the attribute 'state': 'on' or 'off'");
    }

    /// <summary>A child's value attribute; a child without one says nothing.</summary>
    private static T? Value<T>(XmlCursor cursor, string name, EnumNames<T> names)
        where T : struct, Enum =>
        cursor.Child(name)?.Enum("value", names);

    private static void Smm(XmlCursor cursor, Features features)
    {
        features.Smm = cursor.OnOff("state") ?? true;
        if (cursor.Child("tseg") is { } tseg)
        {
            ulong bytes = tseg.ContentBytes("MiB");
            features.TsegBytes = features.Smm == true ? bytes : null;
        }
    }

    private static KvmFeatures Kvm(XmlCursor cursor)
    {
        var kvm = new KvmFeatures
        {
            Position = cursor.Position,
            Hidden = State(cursor, "hidden", null),
            HintDedicated = State(cursor, "hint-dedicated", null),
            PollControl = State(cursor, "poll-control", null),
            PvIpi = State(cursor, "pv-ipi", null),
            DirtyRing = State(cursor, "dirty-ring", null),
        };
        if (cursor.Child("dirty-ring") is { } ring)
        {
            // the size of one that is off is not looked at (so libvirt 11.3, black box)
            ring.IgnoreAttributes("size");
            if (kvm.DirtyRing == true)
            {
                kvm.DirtyRingSize = ring.UInt("size") is { } s and >= 1024 and <= 65536 && (s & (s - 1)) == 0
                    ? s
                    : throw ring.Error("the size of a dirty ring is a power of two from 1024 to 65536");
            }
        }

        cursor.RefuseOtherChildren("unsupported KVM feature:");
        return kvm;
    }

    private static CapabilitiesFeatures Capabilities(XmlCursor cursor)
    {
        var capabilities = new CapabilitiesFeatures { Policy = cursor.Enum("policy", CapabilitiesPolicy.Names) };
        foreach (System.Xml.Linq.XElement element in cursor.Element.Elements())
        {
            foreach (XmlCursor child in cursor.Children(element.Name))
            {
                if (child.Element == element)
                {
                    capabilities.Items.Add((child.Name, child.OnOff("state") ?? true));
                }
            }
        }

        return capabilities;
    }
}
