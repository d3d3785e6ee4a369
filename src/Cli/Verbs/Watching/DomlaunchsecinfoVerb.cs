using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domlaunchsecinfo GUEST</c>: what an encrypted guest was measured as (live-changes.md 12).</summary>
internal static class DomlaunchsecinfoVerb
{
    private static string[] Fields => ["sev-measurement", "sev-api-major", "sev-api-minor", "sev-build-id", "sev-policy"];

    public static Command Build(Io io)
    {
        var command = new VerbCommand("domlaunchsecinfo", "show the launch measurement of an encrypted guest")
        {
            Examples = [("domlaunchsecinfo web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            if (GuestXml.Read(host, io, known, inactive: false).LaunchSecurity is not null)
            {
                GuestRecord record = host.Guests.Get(known.Name);
                using GuestQuestions questions = host.Guests.Questions(record);
                JsonElement? measured = questions.Ask("query-sev-launch-measure");
                JsonElement? sev = questions.Ask("query-sev");
                string?[] values = [Text(measured, "data"), Text(sev, "api-major"), Text(sev, "api-minor"), Text(sev, "build-id"), Text(sev, "policy")];
                foreach ((string field, string? value) in Fields.Zip(values).Where(p => p.Second is not null))
                {
                    io.Out.WriteLine($"{field,-15}: {value}");
                }
            }

            Confirmation.End(io, parse);
        });
        return command;
    }

    private static string? Text(JsonElement? answer, string member) => answer is { ValueKind: JsonValueKind.Object } told
        && told.TryGetProperty(member, out JsonElement value) ? value.ToString() : null;
}
