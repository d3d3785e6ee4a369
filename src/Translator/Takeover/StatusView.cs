using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Takeover;

/// <summary>A status file as a take-over looks at it.</summary>
public static class StatusView
{
    private const string None = "none";
    private const string DirectoryPrefix = "domain-";

    extension(DomainStatus status)
    {
        /// <summary><c>ID-NAME</c>, as directories and files of the run are named; the name is cut to 20 characters.</summary>
        public string ShortName => Path.GetFileName(status.LibDirectory ?? "") is var name && name.StartsWith(DirectoryPrefix, StringComparison.Ordinal)
            ? name[DirectoryPrefix.Length..] : name;

        /// <summary>QEMU has a /dev of its own.</summary>
        public bool HasPrivateDev => status.Namespaces.Contains("mount");

        /// <summary>The job under way, in libvirt's words; null where there is none.</summary>
        public string? JobWord => status.Job is not { } job ? null : job.Async != None ? job.Async : job.Type != None ? job.Type : null;
    }

    /// <summary>
    /// The domain in the form of <c>dumpxml</c>: interfaces are what their network came to, and it is the network's own name for them that stays.
    /// </summary>
    /// <param name="domain">Changed in place.</param>
    public static Domain LiveForm(Domain domain)
    {
        foreach (Interface nic in domain.Interfaces)
        {
            if (nic.Resolution is not { } actual)
            {
                continue;
            }

            nic.Resolution = null;
            nic.Source.Bridge = actual.Bridge ?? nic.Source.Bridge;
            nic.VirtualPort = actual.VirtualPort ?? nic.VirtualPort;
            nic.Vlan = actual.Vlan ?? nic.Vlan;
            nic.Bandwidth = actual.Bandwidth ?? nic.Bandwidth;
            nic.PortIsolated = actual.PortIsolated ?? nic.PortIsolated;
            nic.TrustGuestRxFilters = actual.TrustGuestRxFilters ?? nic.TrustGuestRxFilters;
            if (actual.Type != InterfaceType.Network)
            {
                nic.Type = actual.Type;
                nic.Source.Device = actual.Device ?? nic.Source.Device;
                nic.Source.Mode = actual.Type == InterfaceType.Direct ? actual.DirectMode : nic.Source.Mode;
                nic.Source.HostAddress = actual.HostAddress ?? nic.Source.HostAddress;
                nic.Managed = actual.Type == InterfaceType.Hostdev ? actual.Managed : nic.Managed;
                nic.HostdevDriver = actual.HostdevDriver ?? nic.HostdevDriver;
            }
        }

        return domain;
    }
}
