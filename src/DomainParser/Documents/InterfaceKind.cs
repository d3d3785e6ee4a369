using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.DomainParser.Writing;

namespace VirshLite.DomainParser.Documents;

/// <summary>Interfaces; one of type hostdev has a host device behind it, which comes and goes with it.</summary>
internal sealed class InterfaceKind : ListedDeviceKind<Interface>
{
    public InterfaceKind()
        : base("interface", d => d.Interfaces, (cursor, _) => InterfaceReader.Read(cursor), (xml, nic, _) => InterfaceWriter.Write(xml, nic))
    {
    }

    public override void Add(Domain domain, Device device)
    {
        base.Add(domain, device);
        var nic = (Interface)device;
        if (nic.Type == InterfaceType.Hostdev)
        {
            domain.Hostdevs.Add(nic.ToHostdev());
        }
    }

    public override bool Remove(Domain domain, Device device)
    {
        domain.Hostdevs.RemoveAll(h => h.Interface == device);
        return base.Remove(domain, device);
    }
}
