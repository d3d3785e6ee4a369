using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Secrets;

namespace VirshLite.Cli.Verbs;

/// <summary><c>secret-dumpxml</c>: shows what a secret is for.</summary>
internal static class SecretDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("secret-dumpxml", "show what a secret is for")
        {
            Examples = [("secret-dumpxml UUID", "")],
        };
        SecretArgument secret = SecretArgument.AddTo(command);
        command.SetAction(parse =>
        {
            SecretStore store = new Host(parse, io).Secrets;
            StoredSecret known = store.Get(secret.Of(parse));
            io.Out.Write(store.Xml(known));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
