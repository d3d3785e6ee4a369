using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>get-user-sshkeys GUEST USER</c>: by the agent (live-changes.md 11).</summary>
internal static class GetUserSshkeysVerb
{
    public static Command Build(Io io)
    {
        var user = new Argument<string>("USER") { Description = "a user of the guest" };
        var command = new VerbCommand("get-user-sshkeys", "list the SSH keys that a user inside a guest accepts")
        {
            Examples = [("get-user-sshkeys web root", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(user);
        command.SetAction(parse =>
        {
            JsonElement reply = new AgentVerb(parse, io, null).Ask(guest.Of(parse), "guest-ssh-get-authorized-keys", AgentWords.Keys(parse.GetValue(user)!));
            if (reply.ValueKind == JsonValueKind.Object && reply.TryGetProperty("keys", out JsonElement keys))
            {
                Confirmation.Lines(io, keys.EnumerateArray().Select(key => key.GetString() ?? ""));
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
