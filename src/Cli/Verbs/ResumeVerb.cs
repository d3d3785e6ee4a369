using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>resume GUEST</c>: lets a suspended or paused guest go on.</summary>
internal static class ResumeVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("resume", "let a suspended or paused guest go on")
        {
            Examples = [("start --paused server.xml", "a guest that waits"), ("resume server", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var force = new Option<bool>("--force") { Description = "a guest too that was handed to another host, and that does not run there" };
        command.Options.Add(force);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            VirshWords.Or($"Failed to resume domain '{name}'", () => host.Guests.Resume(name, parse.GetValue(force)));
            Confirmation.Say(io, parse, $"Domain '{name}' resumed");
        });
        return command;
    }
}
