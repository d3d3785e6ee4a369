using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Secrets;

namespace VirshLite.Cli.Verbs;

/// <summary><c>secret-define</c>: keeps what a secret is for; its value comes by secret-set-value.</summary>
internal static class SecretDefineVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("secret-define", "keep a secret: what it is for")
        {
            Examples = [("secret-define secret.xml", "prints its UUID")],
        };
        FileArgument file = FileArgument.AddTo(command);
        command.SetAction(parse =>
        {
            string path = file.Of(parse);
            string text = DomainFile.ReadText(path);
            StoredSecret made = VirshWords.Or($"Failed to set attributes from {path}", () => new Host(parse, io).Secrets.Define(text));
            Confirmation.Say(io, parse, $"Secret {made.Uuid} created");
        });
        return command;
    }
}
