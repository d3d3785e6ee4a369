using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Secrets;

namespace VirshLite.Cli.Verbs;

/// <summary><c>secret-list</c>: the secrets that are defined.</summary>
internal static class SecretListVerb
{
    public static Command Build(Io io)
    {
        var ephemeral = new Option<bool>("--ephemeral") { Description = "only ephemeral ones" };
        var noEphemeral = new Option<bool>("--no-ephemeral") { Description = "only those that are kept" };
        var secretive = new Option<bool>("--private") { Description = "only private ones" };
        var noPrivate = new Option<bool>("--no-private") { Description = "only those whose value is told" };
        var command = new VerbCommand("secret-list", "list secrets")
        {
            Examples = [("secret-list", "")],
        };
        foreach (Option option in (Option[])[ephemeral, noEphemeral, secretive, noPrivate])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var table = new TextTable("UUID", "Usage");
            foreach (StoredSecret secret in new Host(parse, io).Secrets.All())
            {
                if ((parse.GetValue(ephemeral) && !secret.IsEphemeral) || (parse.GetValue(noEphemeral) && secret.IsEphemeral)
                    || (parse.GetValue(secretive) && !secret.IsPrivate) || (parse.GetValue(noPrivate) && secret.IsPrivate))
                {
                    continue;
                }

                table.Add(secret.Uuid.ToString(), secret.Usage is null ? "Unused" : $"{secret.UsageType} {secret.Usage}");
            }

            Confirmation.Show(io, parse, table);
        });
        return command;
    }
}
