using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>A kind of which a domain has at most one.</summary>
internal sealed class SingleDeviceKind<T> : DeviceKind
    where T : Device
{
    private readonly Func<Domain, T?> get;
    private readonly Action<Domain, T?> set;
    private readonly Func<XmlCursor, T> read;
    private readonly Action<XmlOutput, T> write;

    public SingleDeviceKind(string element, Func<Domain, T?> get, Action<Domain, T?> set, Func<XmlCursor, T> read, Action<XmlOutput, T> write)
        : base(element) => (this.get, this.set, this.read, this.write) = (get, set, read, write);

    public override bool IsSingle => true;

    public override bool Holds(Device device) => device is T;

    public override IReadOnlyList<Device> Of(Domain domain) => get(domain) is { } device ? [device] : [];

    public override void Add(Domain domain, Device device)
    {
        if (get(domain) is not null)
        {
            throw new DomainException($"the domain has a <{Element}> already: only a single one is supported", device.Position);
        }

        set(domain, (T)device);
    }

    public override bool Remove(Domain domain, Device device)
    {
        bool found = ReferenceEquals(get(domain), device);
        if (found)
        {
            set(domain, null);
        }

        return found;
    }

    internal override Device Read(XmlCursor cursor, Domain domain) => read(cursor);

    internal override void Write(XmlOutput xml, Device device, Domain domain) => write(xml, (T)device);
}
