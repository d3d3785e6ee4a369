using VirshLite.DomainParser;

namespace VirshLite.Translator.Context;

/// <summary>
/// Whose rules are followed: a version of libvirt, and one named switch for each thing that versions do differently (versions.md). Versions are compared here and nowhere else;
/// a single switch can be set apart from the others with <c>with</c>.
/// </summary>
/// <param name="Version">From <see cref="Oldest"/> to <see cref="Newest"/>; see <see cref="Of(string)"/>.</param>
public sealed record Compatibility(LibvirtVersion Version)
{
    public static readonly LibvirtVersion Oldest = new(9, 0);

    public static readonly LibvirtVersion Newest = new(12, 8);

    /// <summary>The rules of libvirt 11.3.</summary>
    public static readonly Compatibility Default = new(new LibvirtVersion(11, 3));

    /// <summary>-m gives the size as a property and in KiB, <c>size=219136k</c>; before, a guest without memory hotplug had the bare number of MiB, <c>214</c> (versions.md 3).</summary>
    public bool MemorySizeIsProperty { get; init; } = Since(Version, 9, 1);

    /// <summary>The monitor is an object where QEMU has the type <c>monitor-qmp</c>; before, always -mon (versions.md R1).</summary>
    public bool MonitorIsObject { get; init; } = Since(Version, 12, 8);

    /// <summary>The rules of a version in words, <c>12.8</c> or <c>9.0.0-4+deb12u1</c>.</summary>
    /// <exception cref="DomainException">It is no version, or older or newer than those whose rules are known.</exception>
    public static Compatibility Of(string version)
    {
        if (!LibvirtVersion.TryParse(version, out LibvirtVersion parsed))
        {
            throw DomainException.Operation($"'{version}' is no version of libvirt; one looks like {Default.Version}");
        }

        return Since(parsed, Oldest.Major, Oldest.Minor) && !Since(parsed, Newest.Major, Newest.Minor + 1)
            ? new Compatibility(parsed)
            : throw DomainException.Operation($"the rules of libvirt {parsed} are not known; those of {Oldest} to {Newest} are");
    }

    public override string ToString() => "libvirt " + Version;

    private static bool Since(LibvirtVersion version, int major, int minor) => (version.Major, version.Minor).CompareTo((major, minor)) >= 0;
}
