using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Changes;

/// <summary>What the host does for an interface apart from QEMU: bridge, port, tags, bandwidth, filter, coalescing, isolation.</summary>
internal static class HostLink
{
    private static readonly string[] Parts = ["bandwidth", "vlan", "virtualport", "filterref", "coalesce", "port"];

    public static bool Differs(Interface present, Interface wanted) =>
        (present.Type == InterfaceType.Bridge && wanted.Type == InterfaceType.Bridge && present.Source.Bridge != wanted.Source.Bridge)
        || Parts.Any(part => DeviceDocument.Fragment(present, part) != DeviceDocument.Fragment(wanted, part));
}
