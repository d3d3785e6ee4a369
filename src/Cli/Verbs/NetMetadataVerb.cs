using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-metadata NETWORK URI</c>: shows or sets what programs keep in a network's XML.</summary>
internal static class NetMetadataVerb
{
    public static Command Build(Io io)
    {
        var uri = new Argument<string>("URI") { Description = "the namespace" };
        var key = new Option<string?>("--key") { Description = "the prefix of the namespace", HelpName = "KEY" };
        var set = new Option<string?>("--set") { Description = "the new element", HelpName = "XML" };
        var remove = new Option<bool>("--remove") { Description = "take the element away" };
        var edit = new Option<bool>("--edit") { Description = "in an editor" };
        LiveOrConfig where = new();
        var command = new VerbCommand("net-metadata",
            "show or set a network's metadata of one namespace")
        { Examples = [("net-metadata lab http://example.com/owner", "")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, _ => true, arity: ArgumentArity.ExactlyOne);
        command.Arguments.Add(uri);
        foreach (Option option in (Option[])[key, set, remove, edit])
        {
            command.Options.Add(option);
        }

        where.AddTo(command);
        command.SetAction(parse =>
        {
            NetworkOperations networks = new Host(parse, io).Networks;
            NetworkRecord record = networks.Store.Get(network.Of(parse));
            string name = parse.GetValue(uri)!;
            string? element = parse.GetValue(set);
            VirshWords.Exclusive(parse, (edit, remove));
            if (element is not null && (parse.GetValue(edit) || parse.GetValue(remove)))
            {
                throw new UsageException($"Options --{(parse.GetValue(edit) ? "edit" : "remove")} and --set are mutually exclusive");
            }

            (bool live, bool config) = where.Of(parse, record);
            VirtualNetwork current = networks.Read(record, live);
            if (parse.GetValue(edit))
            {
                element = TextEditor.Edit(MetadataElement.Get(current.MetadataXml, name) ?? "\n");
                if (element is null)
                {
                    io.Out.WriteLine("Metadata not changed");
                    return;
                }
            }

            if (element is null && !parse.GetValue(remove))
            {
                if (MetadataElement.Get(current.MetadataXml, name) is { } found)
                {
                    Confirmation.Text(io, "xml", found, "");
                }

                Confirmation.End(io, parse);
                return;
            }

            string? prefix = parse.GetValue(key);
            if (element is not null && prefix is null)
            {
                throw DomainException.Operation("namespace key is required when modifying metadata");
            }

            networks.Describe(record, live, config, n => n.MetadataXml = MetadataElement.Set(n.MetadataXml, name, prefix, element));
            Confirmation.Say(io, parse, element is null ? "Metadata removed" : "Metadata modified");
        });
        return command;
    }
}
