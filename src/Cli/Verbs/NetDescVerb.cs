using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Networking.Virtual;

namespace VirshLite.Cli.Verbs;

/// <summary><c>net-desc NETWORK [TEXT…]</c>: shows or sets a network's description or title.</summary>
internal static class NetDescVerb
{
    public static Command Build(Io io)
    {
        var text = new Argument<string[]>("NEW-DESC") { Description = "the new one; shown where none is given", Arity = ArgumentArity.ZeroOrMore };
        var isTitle = new Option<bool>("--title") { Description = "the title instead" };
        var edit = new Option<bool>("--edit") { Description = "in an editor" };
        LiveOrConfig where = new();
        var command = new VerbCommand("net-desc",
            "show or set a network's description or title")
        { Examples = [("net-desc lab", ""), ("net-desc lab --title Laboratory", "")] };
        NetworkArgument network = NetworkArgument.AddTo(command, io, _ => true, arity: ArgumentArity.ExactlyOne);
        command.Arguments.Add(text);
        command.Options.Add(isTitle);
        command.Options.Add(edit);
        where.AddTo(command);
        command.SetAction(parse =>
        {
            NetworkOperations networks = new Host(parse, io).Networks;
            NetworkRecord record = networks.Store.Get(network.Of(parse));
            bool title = parse.GetValue(isTitle);
            string what = title ? "title" : "description";
            string[] words = parse.GetValue(text) ?? [];
            (bool live, bool config) = where.Of(parse, record);
            VirtualNetwork current = networks.Read(record, live);
            string? now = title ? current.Title : current.Description;
            if (words.Length == 0 && !parse.GetValue(edit))
            {
                Confirmation.Text(io, what, now, $"No {what} for network: {record.Name}");
                return;
            }

            string? wanted = parse.GetValue(edit) ? TextEditor.Edit(words.Length > 0 ? string.Join(' ', words) : now ?? "")?.TrimEnd('\n')
                : string.Join(' ', words);
            if (wanted is null)
            {
                io.Out.WriteLine($"Network {what} not changed");
                return;
            }

            networks.Describe(record, live, config, n =>
            {
                n.Title = title ? (wanted.Length > 0 ? wanted : null) : n.Title;
                n.Description = title ? n.Description : wanted.Length > 0 ? wanted : null;
            });
            io.Out.WriteLine($"Network {what} updated successfully");
        });
        return command;
    }
}
