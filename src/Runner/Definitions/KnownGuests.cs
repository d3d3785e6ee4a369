using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.Runner.Guests;

namespace VirshLite.Runner.Definitions;

/// <summary>The guests that run and those that are defined, as one list.</summary>
public sealed class KnownGuests(GuestOperations guests, DefinitionStore definitions)
{
    /// <summary>Active ones by id, then inactive ones by name without regard to case (host-takeover.md 7.2).</summary>
    /// <param name="active">Those that run are wanted.</param>
    /// <param name="inactive">Those that do not.</param>
    public IReadOnlyList<KnownGuest> All(bool active, bool inactive)
    {
        IReadOnlyList<GuestRecord> running = guests.List();
        var known = new List<KnownGuest>();
        if (active)
        {
            known.AddRange(running.Select(Of));
        }

        if (inactive)
        {
            HashSet<string> names = [.. running.Select(r => r.Name)];
            known.AddRange(definitions.All().Where(d => !names.Contains(d.Name)).Select(d => new KnownGuest(d.Name, d.Uuid, null, d)));
        }

        return known;
    }

    /// <summary>By id (all digits), UUID or name, in this order; null where there is none.</summary>
    public KnownGuest? Find(string what, TimeSpan? patience = null)
    {
        if (guests.Find(what, patience) is { } running)
        {
            return Of(running);
        }

        return definitions.Find(what) is { } defined ? new KnownGuest(defined.Name, defined.Uuid, guests.Find(defined.Name), defined) : null;
    }

    /// <exception cref="GuestNotFoundException">There is none.</exception>
    public KnownGuest Get(string what, TimeSpan? patience = null) => Find(what, patience) ?? throw new GuestNotFoundException(what);

    /// <summary>One that is to be started: by name or UUID only, as with virsh (host-takeover.md 7.2).</summary>
    /// <exception cref="DomainException">There is none; it runs already.</exception>
    public GuestDefinition GetInactive(string what)
    {
        bool isId = int.TryParse(what, NumberStyles.None, CultureInfo.InvariantCulture, out _);
        GuestDefinition? definition = definitions.Find(what);
        GuestRecord? running = definition is not null ? guests.Find(definition.Name) : isId ? null : guests.Find(what);
        return running is not null ? throw new GuestException("Domain is already active") : definition ?? throw new GuestNotFoundException(what);
    }

    /// <summary>What is kept of it beside its definition.</summary>
    public KeptState KeptOf(KnownGuest guest) => new(definitions.LibDirectoryOf(guest.Definition), guest.Name);

    /// <summary>The title that it runs with, or is defined with; null where it has none.</summary>
    public string? TitleOf(KnownGuest guest) =>
        guest.Active is not null ? DefinitionSummary.Read(guests.Store.DomainXmlOf(guest.Name))?.Title : guest.Definition?.Title;

    private KnownGuest Of(GuestRecord running) => new(running.Name, running.Uuid, running, definitions.Named(running.Name));
}
