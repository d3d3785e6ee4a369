using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Secrets;

namespace VirshLite.Cli.Verbs;

/// <summary><c>secret-undefine</c>: forgets a secret and its value.</summary>
internal static class SecretUndefineVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("secret-undefine", "forget a secret and its value")
        {
            Examples = [("secret-undefine UUID", "")],
        };
        SecretArgument secret = SecretArgument.AddTo(command);
        command.SetAction(parse =>
        {
            SecretStore store = new Host(parse, io).Secrets;
            StoredSecret known = store.Get(secret.Of(parse));
            store.Undefine(known);
            Confirmation.Say(io, parse, $"Secret {known.Uuid} deleted");
        });
        return command;
    }
}
