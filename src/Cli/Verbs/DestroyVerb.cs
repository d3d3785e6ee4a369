using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>destroy GUEST</c>: ends the guest at once, as if its plug were pulled.</summary>
internal static class DestroyVerb
{
    public static Command Build(Io io)
    {
        var graceful = new Option<bool>("--graceful") { Description = "never SIGKILL: give up if QEMU does not end by itself" };
        var command = new VerbCommand("destroy", "end a guest at once; its disks stay")
        {
            Examples = [("destroy hello", ""), ("destroy server --graceful", "lets QEMU write out its caches, however long that takes")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(graceful);
        var removeLogs = new Option<bool>("--remove-logs") { Description = "with the guest's log" };
        command.Options.Add(removeLogs);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);

            // how it is does not matter any more: nobody waits for one that does not answer
            Runner.Definitions.KnownGuest known = host.KnownGuests.Get(name, TimeSpan.FromSeconds(1));
            VirshWords.Or($"Failed to destroy domain '{name}'", () => host.Guests.Destroy(name, parse.GetValue(graceful)));
            if (parse.GetValue(removeLogs) && known.Active is { LogFile.Length: > 0 } ended)
            {
                Runner.Guests.GuestOperations.RemoveLog(ended);
            }

            Confirmation.Say(io, parse, $"Domain '{name}' destroyed");
        });
        return command;
    }
}
