using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Events;

namespace VirshLite.Cli.Verbs;

/// <summary><c>metadata GUEST URI</c>: shows, sets or removes what a program has noted in a guest's XML.</summary>
internal static class MetadataVerb
{
    public static Command Build(Io io)
    {
        var uri = new Argument<string>("URI") { Description = "the namespace of the program's element" };
        var key = new Option<string?>("--key") { Description = "the prefix that stands for it in the XML" };
        var set = new Option<string?>("--set") { Description = "the element to put in (a setting's --set stands before the verb)", HelpName = "XML" };
        var remove = new Option<bool>("--remove") { Description = "take it out" };
        var edit = new Option<bool>("--edit") { Description = "in an editor" };
        var command = new VerbCommand("metadata", "show or change a program's own element in a guest's XML")
        {
            Examples = [("metadata server http://example.org/app", ""), ("metadata server http://example.org/app --key app --set '<role>mail</role>'", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(uri);
        ChangeScope scope = ChangeScope.AddTo(command);
        foreach (Option option in (Option[])[key, set, remove, edit])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            string name = parse.GetValue(uri)!;
            (bool live, bool config) = scope.Of(parse, known);
            string? xml = parse.GetValue(set);
            if ((xml is not null || parse.GetValue(edit)) && parse.GetValue(key) is null)
            {
                throw new GuestException("namespace key is required when modifying metadata");
            }

            string? present = DomainMetadata.Get(GuestXml.Read(host, io, known, inactive: !live), name);
            if (parse.GetValue(edit))
            {
                xml = TextEditor.Edit(present ?? "");
                if (xml is null)
                {
                    Confirmation.Say(io, parse, "Metadata not changed");
                    return;
                }
            }

            if (xml is null && !parse.GetValue(remove))
            {
                Confirmation.Text(io, "xml", present, "");
                Confirmation.End(io, parse);
                return;
            }

            void Change(Domain domain)
            {
                if (xml is null)
                {
                    DomainMetadata.Remove(domain, name);
                }
                else
                {
                    DomainMetadata.Set(domain, name, parse.GetValue(key)!, xml);
                }
            }

            DomainEvent changed = DomainEvents.MetadataChange("element", name);
            if (config)
            {
                DefinitionChange.Config(host, io, known.Definition!, Change, changed);
            }

            if (live)
            {
                DefinitionChange.Live(host, known, Change, changed);
            }

            Confirmation.Say(io, parse, xml is null ? "Metadata removed" : "Metadata modified");
        });
        return command;
    }
}
