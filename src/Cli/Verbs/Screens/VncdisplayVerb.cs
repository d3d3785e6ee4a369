using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>vncdisplay GUEST</c>: address and number of its VNC display (live-changes.md 13).</summary>
internal static class VncdisplayVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("vncdisplay", "show the VNC display of a running guest")
        {
            Examples = [("vncdisplay web", "e.g. 127.0.0.1:0")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            Domain live = known.Active is not null ? host.Guests.LiveDomain(known.Name) : throw new GuestException("Domain is not running");
            Confirmation.Value(io, "display", DisplayUri.Vnc(live) ?? throw new GuestException("Failed to get VNC port. Is this domain using VNC?"));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
