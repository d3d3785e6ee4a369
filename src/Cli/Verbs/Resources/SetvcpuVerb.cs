using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.DomainParser;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>setvcpu GUEST LIST --enable|--disable</c>: certain vCPUs (live-changes.md 9.2).</summary>
internal static class SetvcpuVerb
{
    public static Command Build(Io io)
    {
        var list = new Argument<string>("LIST") { Description = "numbers: 2, 4-5" };
        var enable = new Option<bool>("--enable") { Description = "plug them in" };
        var disable = new Option<bool>("--disable") { Description = "take them out" };
        var command = new VerbCommand("setvcpu", "plug certain vCPUs in or take them out")
        {
            Examples = [("setvcpu web 2 --enable", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(list);
        command.Options.Add(enable);
        command.Options.Add(disable);
        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            bool on = parse.GetValue(enable);
            if (on == parse.GetValue(disable))
            {
                throw new UsageException(on ? "Options --enable and --disable are mutually exclusive" : "one of --enable, --disable is required");
            }

            if (!NumberSet.TryParse(parse.GetValue(list)!, out NumberSet wanted))
            {
                throw new GuestException($"invalid argument: Failed to parse bitmap '{parse.GetValue(list)}'");
            }

            new GuestChange(parse, io, affects, null)
                .Run(guest.Of(parse), (running, results) => VcpuChange.SetOne(running, wanted, on, results), config => VcpuChange.SetOne(config, wanted, on));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
