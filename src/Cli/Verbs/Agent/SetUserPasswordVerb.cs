using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>set-user-password GUEST USER PASSWORD</c>: by the agent (live-changes.md 11).</summary>
internal static class SetUserPasswordVerb
{
    public static Command Build(Io io)
    {
        var user = new Argument<string>("USER") { Description = "a user of the guest" };
        var password = new Argument<string>("PASSWORD") { Description = "the new password" };
        var encrypted = new Option<bool>("--encrypted") { Description = "it is crypted already" };
        var command = new VerbCommand("set-user-password", "set the password of a user inside a guest")
        {
            Examples = [("set-user-password web root secret", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(user);
        command.Arguments.Add(password);
        command.Options.Add(encrypted);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string who = parse.GetValue(user)!;
            new AgentVerb(parse, io, null).Ask(name, "guest-set-user-password",
                AgentWords.SetPassword(who, parse.GetValue(password)!, parse.GetValue(encrypted)));
            Confirmation.Say(io, parse, $"Password set successfully for {who} in {name}");
        });
        return command;
    }
}
