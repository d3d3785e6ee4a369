using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>Every device of a domain, kind by kind.</summary>
internal static class AllDevices
{
    public static IEnumerable<Device> Of(Domain domain)
    {
        foreach (DeviceRow row in DeviceTable.All)
        {
            foreach (Device device in row.Kind.Of(domain))
            {
                yield return device;
            }
        }
    }
}
