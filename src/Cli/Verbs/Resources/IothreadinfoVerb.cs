using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>iothreadinfo GUEST</c>: iothreads and the CPUs that they run on (live-changes.md 10.1).</summary>
internal static class IothreadinfoVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("iothreadinfo", "list a guest's iothreads")
        {
            Examples = [("iothreadinfo web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, null);
            Domain domain = change.Domain(name);
            TextTable? table = null;
            change.Ask(
                name,
                (running, results) => IoThreadChange.AskIds(results, ids => table = VcpuTable.IoThreads(domain, ids, HostCpus.All)),
                config => table = VcpuTable.IoThreads(config, config.IoThreads?.Ids() ?? [], HostCpus.All));
            if (table is null)
            {
                Confirmation.Line(io, parse, "No IOThreads found for the domain");
                return;
            }

            Confirmation.Show(io, parse, table);
        });
        return command;
    }
}
