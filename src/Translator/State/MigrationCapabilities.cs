using VirshLite.Translator.Plan;

namespace VirshLite.Translator.State;

/// <summary>QEMU's migration capabilities that libvirt knows, in the order in which it sets them (guest-state.md 1.4).</summary>
public static class MigrationCapabilities
{
    public const string MultiFd = "multifd";
    public const string MappedRam = "mapped-ram";

    private static readonly string[] Known =
    [
        "xbzrle", "auto-converge", "rdma-pin-all", "compress", "postcopy-ram", "pause-before-switchover", "late-block-activate", "multifd", "dirty-bitmaps",
            "return-path",
        "zero-copy-send", "postcopy-preempt", "switchover-ack", "mapped-ram",
    ];

    /// <summary>The arguments of migrate-set-capabilities: each that QEMU has too, on or off.</summary>
    /// <param name="supported">Names out of query-migrate-capabilities.</param>
    /// <param name="on">Those to turn on.</param>
    public static PropertyBag Arguments(IReadOnlySet<string> supported, params IReadOnlyCollection<string> on) =>
        new PropertyBag().AddArray("capabilities", Known
        .Where(supported.Contains)
        .Select(name => (PropertyValue)new ObjectProperty(new PropertyBag().Add("capability", name).Add("state", on.Contains(name)))));
}
