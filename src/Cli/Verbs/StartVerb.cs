using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>start GUEST|FILE</c>: a defined guest, or domain XML, to a running guest.</summary>
internal static class StartVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("start", "start a guest: one that is defined, or from domain XML")
        {
            Examples =
            [
                ("start server", "as it is defined"),
                ("start server.xml", "from a file; nothing stays of it when it ends"),
                ("start examples/hello.xml --console", "starts it and talks to it"),
                ("start server.xml --dry-run", "the command line, and all that would be opened and made for it"),
                ("start server.xml --write-back", "a UUID and MAC addresses that the file leaves out are drawn once and kept in it"),
                ("start server --wait-for-ip", "prints its address as soon as it has one"),
                ("start server --foreground", "for a service manager: ends when the guest ends"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io, "GUEST|FILE",
            "name or UUID of a defined guest, or a file (has a slash or ends in .xml; - is standard input)");
        var starter = new GuestStarter(command, io, ofDefinitions: true);
        command.SetAction(parse =>
        {
            string what = guest.Of(parse);
            var host = new Host(parse, io);
            if (DomainFile.LooksLikeOne(what))
            {
                return starter.Run(parse, host, () => DomainFile.ForStart(what, io, parse, host.Settings.Rules), canReadAgain: what != "-", null, "start",
                    Started, file: what);
            }

            GuestDefinition definition = host.KnownGuests.GetInactive(what);
            return starter.Run(parse, host, () => DomainFile.OfDefinition(definition, io), canReadAgain: true, definition, "start", Started);
        });
        return command;

        static string Started(Domain domain) => $"Domain '{domain.Name}' started";
    }
}
