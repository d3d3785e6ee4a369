namespace VirshLite.DomainParser.Reading;

/// <summary>
/// Where counting stops. libvirt takes any 32-bit number and then counts up to it; what no QEMU and no kernel could ever give is refused here at once, before
/// anything is made for each of them.
/// </summary>
internal static class Bounds
{
    /// <summary>A process of QEMU's has 16384 threads at most where systemd minds it.</summary>
    public const uint IoThreads = 4096;

    /// <summary>Virtio counts queues in 16 bits.</summary>
    public const uint Queues = 65535;

    /// <summary>PCI has no more functions than this in one domain.</summary>
    public const uint ControllerIndex = 65535;

    /// <summary>A number up to a bound; null where the attribute is not there.</summary>
    /// <exception cref="DomainException">It is larger, or no number.</exception>
    public static uint? UIntUpTo(this XmlCursor cursor, string attribute, uint most) => cursor.UInt(attribute) is { } number && number > most
        ? throw cursor.Error($"the attribute '{attribute}' of <{cursor.Name}> is {number}: no guest can have more than {most}")
        : cursor.UInt(attribute);
}
