using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>numatune GUEST</c>: &lt;numatune&gt; (live-changes.md 8.6).</summary>
internal static class NumatuneVerb
{
    public static Command Build(Io io)
    {
        var mode = new Option<string?>("--mode") { Description = "strict, preferred, interleave or restrictive (or 0 to 3)", HelpName = "MODE" };
        var nodeset = new Option<string?>("--nodeset") { Description = "nodes of the host: 0-1,3", HelpName = "LIST" };
        var command = new VerbCommand("numatune", "show or set the nodes of the host that a guest's memory comes from")
        {
            Examples = [("numatune web", ""), ("numatune web --nodeset 0 --config", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(mode);
        command.Options.Add(nodeset);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            if (parse.GetValue(mode) is null && parse.GetValue(nodeset) is null)
            {
                Domain domain = new GuestChange(parse, io, affects, null).Domain(name);
                Confirmation.Show(io, parse, NumaChange.Text(domain));
                return;
            }

            NumberSet? nodes = null;
            if (parse.GetValue(nodeset) is { } list)
            {
                nodes = NumberSet.TryParse(list, out NumberSet set) ? set : throw new GuestException(
                    $"Unable to change numa parameters\nerror: invalid argument: Failed to parse bitmap '{list}'");
            }

            var change = new GuestChange(parse, io, affects, "Unable to change numa parameters");
            NumaMode? wanted = parse.GetValue(mode) is { } word ? Failure.OfChange(null, () => NumaChange.ModeOf(word)) : null;
            var numa = new NumaChange(wanted, nodes);
            change.Run(name, (running, _) => numa.Live(running), config => numa.Config(config, change.Host.Facts(change.Host.Settings)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
