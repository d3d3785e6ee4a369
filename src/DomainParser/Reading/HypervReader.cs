using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>&lt;features&gt;&lt;hyperv&gt; (formatdomain, "Hypervisor features").</summary>
internal static class HypervReader
{
    private const uint MinimumSpinlockRetries = 4095;
    private const int MaximumVendorIdLength = 12;

    public static HypervFeatures Read(XmlCursor cursor)
    {
        var hyperv = new HypervFeatures { Position = cursor.Position, Mode = cursor.Enum("mode", HypervMode.Names) ?? HypervMode.Custom };
        cursor.RefuseNewer(hyperv.Mode == HypervMode.HostModel, "mode='host-model'", "11.9");
        if (hyperv.Mode == HypervMode.Passthrough && cursor.Knows("9.1"))
        {
            cursor.TakeAnything();
            return hyperv;
        }

        hyperv.Relaxed = State(cursor, "relaxed");
        hyperv.Vapic = State(cursor, "vapic");
        hyperv.Spinlocks = State(cursor, "spinlocks");
        hyperv.VpIndex = State(cursor, "vpindex");
        hyperv.Runtime = State(cursor, "runtime");
        hyperv.Synic = State(cursor, "synic");
        hyperv.Stimer = State(cursor, "stimer");
        hyperv.Reset = State(cursor, "reset");
        hyperv.VendorId = State(cursor, "vendor_id");
        hyperv.Frequencies = State(cursor, "frequencies");
        hyperv.Reenlightenment = State(cursor, "reenlightenment");
        hyperv.TlbFlush = State(cursor, "tlbflush");
        hyperv.Ipi = State(cursor, "ipi");
        hyperv.Evmcs = State(cursor, "evmcs");
        hyperv.Avic = State(cursor, "avic");
        cursor.RefuseNewer(cursor.HasChild("emsr_bitmap"), "emsr_bitmap", "10.7");
        cursor.RefuseNewer(cursor.HasChild("xmm_input"), "xmm_input", "10.7");
        hyperv.EmsrBitmap = State(cursor, "emsr_bitmap");
        hyperv.XmmInput = State(cursor, "xmm_input");
        Details(cursor, hyperv);
        cursor.RefuseOtherChildren("unsupported HyperV Enlightenment feature:");
        return hyperv;
    }

    private static bool? State(XmlCursor cursor, string name) => FeaturesReader.State(cursor, name, null);

    /// <summary>A part of an enlightenment is kept where both are on (black box: libvirt 11.3 and 12.8).</summary>
    private static bool? IsOn(bool? whole, bool? part) => whole == true && part == true ? true : null;

    private static void Details(XmlCursor cursor, HypervFeatures hyperv)
    {
        if (cursor.Child("spinlocks") is { } spinlocks)
        {
            uint? retries = spinlocks.UInt("retries") ?? (spinlocks.Knows("11.9") ? uint.MaxValue : null);
            if (hyperv.Spinlocks == true)
            {
                hyperv.SpinlockRetries = retries is { } r and >= MinimumSpinlockRetries
                    ? r
                    : throw spinlocks.Error($"<spinlocks> needs the attribute 'retries', at least {MinimumSpinlockRetries}");
            }
        }

        if (cursor.Child("vendor_id") is { } vendor)
        {
            string? value = vendor.NonEmpty("value");
            if (hyperv.VendorId == true)
            {
                hyperv.VendorIdValue = value is { Length: <= MaximumVendorIdLength } && !value.Contains(',', StringComparison.Ordinal)
                    ? value
                    : throw vendor.Error($"<vendor_id> needs the attribute 'value': up to {MaximumVendorIdLength} characters without a comma");
            }
        }

        if (cursor.Child("stimer") is { } stimer)
        {
            bool? direct = State(stimer, "direct");
            hyperv.StimerDirect = IsOn(hyperv.Stimer, direct);
        }

        if (cursor.Child("tlbflush") is { } flush)
        {
            XmlCursor parts = flush.Since("11.0");
            bool? direct = State(parts, "direct");
            bool? extended = State(parts, "extended");
            hyperv.TlbFlushDirect = IsOn(hyperv.TlbFlush, direct);
            hyperv.TlbFlushExtended = IsOn(hyperv.TlbFlush, extended);
        }
    }
}
