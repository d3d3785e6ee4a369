using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>One kind of device: its element, where a domain keeps its devices, how one is read and written (<see cref="DeviceKinds"/>).</summary>
public abstract class DeviceKind
{
    private protected DeviceKind(string element) => Element = element;

    /// <summary>The element in &lt;devices&gt;, which is also the word of messages.</summary>
    public string Element { get; }

    /// <summary>True where a domain has at most one.</summary>
    public abstract bool IsSingle { get; }

    public abstract bool Holds(Device device);

    /// <summary>The domain's devices of this kind in its order, a view without a copy where it is a list.</summary>
    public abstract IReadOnlyList<Device> Of(Domain domain);

    /// <summary>Puts a device of this kind where the domain keeps it: at the place that libvirt gives it (completion.md 2.1).</summary>
    /// <exception cref="DomainException">There cannot be one more.</exception>
    public abstract void Add(Domain domain, Device device);

    /// <summary>Takes a device out of the domain; false where it is not in there.</summary>
    public abstract bool Remove(Domain domain, Device device);

    /// <summary>Reads one element; the domain is only looked at (a port that counts on from the last one).</summary>
    internal abstract Device Read(XmlCursor cursor, Domain domain);

    internal abstract void Write(XmlOutput xml, Device device, Domain domain);
}
