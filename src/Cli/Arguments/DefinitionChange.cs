using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Events;
using VirshLite.Translator;
using VirshLite.Translator.Context;
using VirshLite.Translator.Events;

namespace VirshLite.Cli.Arguments;

/// <summary>From XML to a definition: completed as libvirt completes what it stores, then written.</summary>
internal static class DefinitionChange
{
    /// <summary>Stores domain XML that a person hands in, new or in place of the guest's former definition.</summary>
    public static GuestDefinition Define(Host host, Domain domain)
    {
        TranslationContext context = host.Context(domain, host.Definitions.SettingsOf(host.Definitions.Named(domain.Name)));
        Translation.Complete(context);
        host.Warn(context.Warnings);
        if (host.Guests.Find(domain.Name) is { } running && running.Uuid != domain.Uuid)
        {
            throw new Runner.GuestException($"operation failed: domain '{domain.Name}' already exists with uuid {running.Uuid}");
        }

        return host.Definitions.Define(domain.Name, domain.Uuid!.Value, Text(host, domain));
    }

    /// <summary>Changes the definition of a guest, and nothing else in it.</summary>
    /// <param name="host">Where it is.</param>
    /// <param name="io">For warnings.</param>
    /// <param name="definition">The guest.</param>
    /// <param name="change">What changes.</param>
    /// <param name="told">What is told of it; null = that the definition was updated.</param>
    public static void Config(Host host, Io io, GuestDefinition definition, Action<Domain> change, DomainEvent? told = null)
    {
        Domain domain = DomainFile.OfDefinition(definition, io, changed: true);
        change(domain);
        host.Definitions.Define(definition.Name, definition.Uuid, Text(host, domain), told);
    }

    /// <summary>Changes what is shown of a guest while it runs.</summary>
    public static void Live(Host host, KnownGuest guest, Action<Domain> change, DomainEvent told)
    {
        host.Guests.Note(guest.Name, change);
        new EventHub(host.Settings).Send(guest.Name, told);
    }

    /// <summary>As it is stored and shown.</summary>
    public static string Text(Host host, Domain domain) => DomainWriter.Write(domain, knows: host.Settings.Rules.Knows);
}
