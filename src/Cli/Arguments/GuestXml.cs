using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Arguments;

/// <summary>The XML of a guest that VirshLite knows.</summary>
internal static class GuestXml
{
    /// <param name="host">This host.</param>
    /// <param name="io">For warnings.</param>
    /// <param name="guest">The guest.</param>
    /// <param name="inactive">As it is defined; else as it runs, if it does. A transient guest has only the one.</param>
    public static Domain Read(Host host, Io io, KnownGuest guest, bool inactive) =>
        guest.Definition is { } definition && (inactive || guest.Active is null) ? DomainFile.OfDefinition(definition, io)
        : guest.Active is not null ? host.Guests.LiveDomain(guest.Name)
        : throw new GuestNotFoundException(guest.Name);
}
