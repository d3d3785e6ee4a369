using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>A kind whose devices stand in a list of the domain; one more follows the last one, or goes where <c>insert</c> puts it.</summary>
internal class ListedDeviceKind<T> : DeviceKind
    where T : Device
{
    private readonly Func<Domain, List<T>> list;
    private readonly Func<XmlCursor, Domain, T> read;
    private readonly Action<XmlOutput, T, Domain> write;
    private readonly Action<List<T>, T>? insert;

    public ListedDeviceKind(
        string element, Func<Domain, List<T>> list, Func<XmlCursor, Domain, T> read, Action<XmlOutput, T, Domain> write, Action<List<T>, T>? insert = null)
        : base(element) => (this.list, this.read, this.write, this.insert) = (list, read, write, insert);

    public override bool IsSingle => false;

    public override bool Holds(Device device) => device is T;

    public override IReadOnlyList<Device> Of(Domain domain) => list(domain);

    public override void Add(Domain domain, Device device)
    {
        if (insert is not null)
        {
            insert(list(domain), (T)device);
        }
        else
        {
            list(domain).Add((T)device);
        }
    }

    public override bool Remove(Domain domain, Device device) => list(domain).Remove((T)device);

    internal override Device Read(XmlCursor cursor, Domain domain) => read(cursor, domain);

    internal override void Write(XmlOutput xml, Device device, Domain domain) => write(xml, (T)device, domain);
}
