using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Secrets;

namespace VirshLite.Cli.Verbs;

/// <summary><c>secret-get-value</c>: prints the value of a secret.</summary>
internal static class SecretGetValueVerb
{
    public static Command Build(Io io)
    {
        var plain = new Option<bool>("--plain") { Description = "as it is, not as base64" };
        var command = new VerbCommand("secret-get-value", "print the value of a secret")
        {
            Examples = [("secret-get-value UUID", "as base64"), ("secret-get-value UUID --plain", "as it is")],
        };
        SecretArgument secret = SecretArgument.AddTo(command);
        command.Options.Add(plain);
        command.SetAction(parse =>
        {
            SecretStore store = new Host(parse, io).Secrets;
            StoredSecret known = store.Get(secret.Of(parse));
            byte[] value = VirshWords.Or("Failed to get secret value", () => store.Value(known));
            if (io.Json is { } answer)
            {
                answer.Add(parse.GetValue(plain) ? "value" : "base64", parse.GetValue(plain)
                    ? System.Text.Encoding.UTF8.GetString(value) : Convert.ToBase64String(value));
                return;
            }

            io.Out.Write(parse.GetValue(plain) ? System.Text.Encoding.UTF8.GetString(value) : Convert.ToBase64String(value));
            if (!parse.GetValue(plain))
            {
                io.Out.WriteLine();
            }
        });
        return command;
    }
}
