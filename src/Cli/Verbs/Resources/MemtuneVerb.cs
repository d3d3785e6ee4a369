using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>memtune GUEST</c>: limits of &lt;memtune&gt; (live-changes.md 8.5).</summary>
internal static class MemtuneVerb
{
    public static Command Build(Io io)
    {
        var hard = new Option<string?>("--hard-limit") { Description = "the most it may take: KiB, or with a unit; -1 = no limit", HelpName = "SIZE" };
        var soft = new Option<string?>("--soft-limit")
        {
            Description = "the most when memory is scarce: KiB, or with a unit; -1 = no limit",
            HelpName = "SIZE"
        };
        var swap = new Option<string?>("--swap-hard-limit") { Description = "memory and swap: KiB, or with a unit; -1 = no limit", HelpName = "SIZE" };
        var minimum = new Option<string?>("--min-guarantee") { Description = "the least it keeps: KiB, or with a unit; -1 = no limit", HelpName = "SIZE" };
        var command = new VerbCommand("memtune", "show or set limits of the host's memory that a guest takes")
        {
            Examples = [("memtune web", ""), ("memtune web --hard-limit 4G", ""), ("memtune web --hard-limit -1", "no limit")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[hard, soft, swap, minimum])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            var limits = new MemoryLimits(Kib(parse, hard), Kib(parse, soft), Kib(parse, swap), Kib(parse, minimum));
            string name = guest.Of(parse);
            if (limits == new MemoryLimits(null, null, null, null))
            {
                Domain domain = new GuestChange(parse, io, affects, null).Domain(name);
                Confirmation.Show(io, parse, MemoryLimits.Text(domain));
                return;
            }

            new GuestChange(parse, io, affects, "Unable to change memory parameters").Run(name, (running, _) => limits.Live(running), limits.Config);
            Confirmation.End(io, parse);
        });
        return command;
    }

    private static long? Kib(ParseResult parse, Option<string?> option) => parse.GetValue(option) switch
    {
        null => null,
        ['-', ..] => -1,
        var text => (long)(SizeText.Bytes(text, option.Name[2..], 1024) / 1024),
    };
}
