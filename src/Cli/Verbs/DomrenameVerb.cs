using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>domrename GUEST NEW-NAME</c>: gives an inactive guest another name.</summary>
internal static class DomrenameVerb
{
    public static Command Build(Io io)
    {
        var newName = new Argument<string>("NEW-NAME") { Description = "the name from now on" };
        var command = new VerbCommand("domrename", "give a guest that does not run another name")
        {
            Examples = [("domrename server server-old", "its NVRAM, TPM state, log and disks keep their paths")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(newName);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            string name = parse.GetValue(newName)!;
            GuestDefinition definition = Check(host, known, name);
            Domain domain = DomainFile.OfDefinition(definition, io, changed: true);
            domain.Name = name;
            host.Definitions.Rename(definition, name, DefinitionChange.Text(host, domain));
            Confirmation.Say(io, parse, "Domain successfully renamed");
        });
        return command;
    }

    private static GuestDefinition Check(Host host, KnownGuest known, string name)
    {
        string? refusal = name == known.Name ? "Can't rename domain to itself"
            : host.KnownGuests.Find(name) is { } other && other.Name == name ? $"domain with name '{name}' already exists"
            : known.Active is not null ? (known.IsPersistent ? "cannot rename active domain" : "cannot rename a transient domain")
            : host.KnownGuests.KeptOf(known).HasManagedSave ? "domain with a managed saved state can't be renamed"
            : null;
        return refusal is not null ? throw new GuestException("Requested operation is not valid: " + refusal)
            : name.Contains('/', StringComparison.Ordinal) ? throw new GuestException($"XML error: name {name} cannot contain '/'")
            : known.Definition!;
    }
}
