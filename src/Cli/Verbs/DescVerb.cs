using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Events;

namespace VirshLite.Cli.Verbs;

/// <summary><c>desc GUEST [TEXT…]</c>: shows or sets a guest's description, or its title.</summary>
internal static class DescVerb
{
    public static Command Build(Io io)
    {
        var title = new Option<bool>("--title") { Description = "its title instead of its description" };
        var edit = new Option<bool>("--edit") { Description = "in an editor" };
        var text = new Argument<string[]>("TEXT") { Description = "the new text; none shows the present one", Arity = ArgumentArity.ZeroOrMore };
        var newText = new Option<string?>("--new-desc") { Description = "the same as an option", Hidden = true };
        var command = new VerbCommand("desc", "show or set a guest's description or title")
        {
            Examples = [("desc server", ""), ("desc server the mail server", "sets it"), ("desc server --title Mail", "shown by list --title")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(text);
        ChangeScope scope = ChangeScope.AddTo(command);
        foreach (Option option in (Option[])[title, edit, newText])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            (bool live, bool config) = scope.Of(parse, known);
            bool ofTitle = parse.GetValue(title);
            string what = ofTitle ? "title" : "description";
            string? given = parse.GetValue(text) is { Length: > 0 } words ? string.Join(' ', words) : parse.GetValue(newText);
            string present = Present() ?? "";
            if (parse.GetValue(edit))
            {
                given = TextEditor.Edit(present)?.TrimEnd('\n');
                if (given is null)
                {
                    Confirmation.Say(io, parse, $"Domain {what} not changed");
                    return;
                }
            }

            if (given is null)
            {
                if (present.Length == 0 && io.Json is null && parse.GetValue(GlobalOptions.Quiet))
                {
                    return;
                }

                Confirmation.Text(io, what, present.Length > 0 ? present : null, $"No {what} for domain: {known.Name}");
                return;
            }

            void Set(Domain domain)
            {
                string? value = given.Length == 0 ? null : given;
                (domain.Title, domain.Description) = ofTitle ? (value, domain.Description) : (domain.Title, value);
            }

            DomainEvent changed = DomainEvents.MetadataChange(what, null);
            if (config)
            {
                DefinitionChange.Config(host, io, known.Definition!, Set, changed);
            }

            if (live)
            {
                DefinitionChange.Live(host, known, Set, changed);
            }

            // virsh ends this one answer without an empty line
            Confirmation.Line(io, parse, $"Domain {what} updated successfully");

            string? Present()
            {
                Domain domain = GuestXml.Read(host, io, known, inactive: !live);
                return ofTitle ? domain.Title : domain.Description;
            }
        });
        return command;
    }
}
