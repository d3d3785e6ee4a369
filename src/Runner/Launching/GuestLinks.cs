using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>The interfaces of a started guest, with the names of their devices on the host; the domain is told those names too.</summary>
internal static class GuestLinks
{
    public static IReadOnlyList<GuestLink> Of(Domain domain, IEnumerable<(InterfacePlan Plan, string Device)> opened)
    {
        var devices = new Dictionary<Interface, string>(ReferenceEqualityComparer.Instance);
        foreach ((InterfacePlan plan, string device) in opened)
        {
            devices[plan.Interface] = device;
            plan.Interface.TargetDevice = device;
        }

        var links = new List<GuestLink>();
        foreach (Interface network in domain.Interfaces)
        {
            links.Add(new GuestLink(
                network.Alias ?? "",
                devices.GetValueOrDefault(network),
                InterfaceType.Names[network.Type],
                network.Source.Network ?? network.Source.Bridge ?? network.Source.Device ?? network.Source.Path,
                network.Model,
                network.Mac));
        }

        return links;
    }
}
