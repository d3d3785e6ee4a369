using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>domdisplay GUEST</c>: where a viewer finds the guest's screen (live-changes.md 13).</summary>
internal static class DomdisplayVerb
{
    public static Command Build(Io io)
    {
        var password = new Option<bool>("--include-password") { Description = "with the password, where there is one" };
        var type = new Option<string?>("--type") { Description = "vnc, spice or rdp (default: the first there is)", HelpName = "TYPE" };
        var all = new Option<bool>("--all") { Description = "all there are" };
        var command = new VerbCommand("domdisplay", "show where a running guest's screen is found")
        {
            Examples = [("domdisplay web", "e.g. vnc://127.0.0.1:0"), ("domdisplay web --all", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(password);
        command.Options.Add(type);
        command.Options.Add(all);
        command.SetAction(parse =>
        {
            string? wanted = parse.GetValue(type);
            if (parse.GetValue(all) && wanted is not null)
            {
                throw new UsageException("Options --all and --type are mutually exclusive");
            }

            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            Domain live = known.Active is not null ? host.Guests.LiveDomain(known.Name) : throw new GuestException("Domain is not running");
            string[] found = [.. DisplayUri.All(live, parse.GetValue(password)).Where(d => wanted is null || d.Type == wanted).Select(d => d.Uri)];
            if (found.Length == 0)
            {
                throw new GuestException(wanted is null ? "No graphical display found" : $"No graphical display with type '{wanted}' found");
            }

            if (!parse.GetValue(all))
            {
                Confirmation.Value(io, "uri", found[0]);
                return;
            }

            Confirmation.Lines(io, found);
            if (parse.GetValue(all))
            {
                Confirmation.End(io, parse);
            }
        });
        return command;
    }
}
