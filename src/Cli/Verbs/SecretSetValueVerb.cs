using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Secrets;

namespace VirshLite.Cli.Verbs;

/// <summary><c>secret-set-value</c>: sets the value of a secret.</summary>
internal static class SecretSetValueVerb
{
    public static Command Build(Io io)
    {
        var given = new Argument<string?>("BASE64") { Description = "the value; others on this host can see it here", Arity = ArgumentArity.ZeroOrOne };
        var file = new Option<string?>("--file") { Description = "the value stands in a file", HelpName = "FILE" };
        var plain = new Option<bool>("--plain") { Description = "the value stands as it is, not as base64" };
        var interactive = new Option<bool>("--interactive") { Description = "ask for the value" };
        var command = new VerbCommand("secret-set-value", "set the value of a secret")
        {
            Examples = [("secret-set-value UUID --file key.b64", "from a file with base64"),
                ("secret-set-value UUID --file key --plain", "from a file as it is")],
        };
        SecretArgument secret = SecretArgument.AddTo(command);
        command.Arguments.Add(given);
        foreach (Option option in (Option[])[file, plain, interactive])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            SecretStore store = new Host(parse, io).Secrets;
            StoredSecret known = store.Get(secret.Of(parse));
            string text = parse.GetValue(interactive) ? Ask(io)
                : parse.GetValue(file) is { } path ? DomainFile.ReadText(path)
                : parse.GetValue(given) ?? throw new UsageException("Input secret value is missing");
            if (parse.GetValue(given) is not null)
            {
                io.Error.WriteLine("error: Passing secret value as command-line argument is insecure!");
            }

            bool isPlain = parse.GetValue(plain) || parse.GetValue(interactive);
            byte[] value = isPlain && parse.GetValue(file) is { } raw ? DomainFile.ReadBytes(raw) : isPlain
                ? System.Text.Encoding.UTF8.GetBytes(text) : Decoded(text);
            store.SetValue(known, value);
            Confirmation.Say(io, parse, "Secret value set");
        });
        return command;
    }

    private static byte[] Decoded(string text)
    {
        try
        {
            return Convert.FromBase64String(text.Trim());
        }
        catch (FormatException)
        {
            throw DomainException.Operation("Failed to set secret value\nerror: the value is no base64; --plain takes it as it is");
        }
    }

    private static string Ask(Io io)
    {
        io.Prompt.Write("Enter new value for secret: ");
        io.Prompt.Flush();
        using var input = new StreamReader(new DescriptorStream(0), leaveOpen: true);
        return input.ReadLine() ?? "";
    }
}
