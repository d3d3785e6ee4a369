using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>snapshot-revert GUEST NAME</c>: the guest as it was.</summary>
internal static class SnapshotRevertVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("snapshot-revert",
            "take a guest back to a snapshot")
        { Examples = [("snapshot-revert server before", "what was done since is lost")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var choice = new SnapshotChoice(command);
        var force = new Option<bool>("--force") { Description = "also where something may be lost that should not" };
        var resetNvram = new Option<bool>("--reset-nvram") { Description = "make the firmware's variable store anew from its template" };
        var state = new StateOptions();
        foreach (Option option in (Option[])[state.Running, state.Paused, force, resetNvram])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            var snapshots = new GuestSnapshots(host.State, guest.Of(parse));
            DomainSnapshot snapshot = choice.Of(parse, snapshots);
            VirshWords.Or($"Failed to revert snapshot {snapshot.Name}", () =>
            {
                var options = new RevertOptions
                {
                    Running = state.Runs(parse, "VIR_DOMAIN_SNAPSHOT_REVERT"),
                    Force = parse.GetValue(force),
                    ResetNvram = parse.GetValue(resetNvram),
                    ContextOf = host.ContextOfExisting,
                    StartOptionsOf = context => StateOptions.Start(context, io),
                };
                new SnapshotReverting(snapshots, options).Revert(snapshot.Name!);
            });
            Confirmation.Say(io, parse, $"Domain snapshot {snapshot.Name} reverted");
        });
        return command;
    }
}
