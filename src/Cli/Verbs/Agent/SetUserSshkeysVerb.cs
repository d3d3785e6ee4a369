using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>set-user-sshkeys GUEST USER [FILE]</c>: by the agent (live-changes.md 11).</summary>
internal static class SetUserSshkeysVerb
{
    public static Command Build(Io io)
    {
        var user = new Argument<string>("USER") { Description = "a user of the guest" };
        var file = new Argument<string?>("FILE") { Description = "one key a line", Arity = ArgumentArity.ZeroOrOne };
        var reset = new Option<bool>("--reset") { Description = "in place of those that are there" };
        var remove = new Option<bool>("--remove") { Description = "take them out" };
        var command = new VerbCommand("set-user-sshkeys", "add or remove SSH keys that a user inside a guest accepts")
        {
            Examples = [("set-user-sshkeys web root id_ed25519.pub", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(user);
        command.Arguments.Add(file);
        command.Options.Add(reset);
        command.Options.Add(remove);
        command.SetAction(parse =>
        {
            VirshWords.Exclusive(parse, (reset, remove));
            string? path = parse.GetValue(file);
            if (path is null && !parse.GetValue(reset))
            {
                throw new UsageException("Option --file is required");
            }

            string[] keys = path is null ? [] : DomainFile.ReadText(path).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (path is not null && keys.Length == 0)
            {
                throw new UsageException($"File {path} contains no keys");
            }

            bool takes = parse.GetValue(remove);
            new AgentVerb(parse, io, null).Ask(
                guest.Of(parse),
                takes ? "guest-ssh-remove-authorized-keys" : "guest-ssh-add-authorized-keys",
                AgentWords.SetKeys(parse.GetValue(user)!, keys, takes ? null : parse.GetValue(reset)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
