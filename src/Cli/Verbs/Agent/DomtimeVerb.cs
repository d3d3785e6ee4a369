using System.CommandLine;
using System.Text.Json;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>domtime GUEST</c>: the guest's time (live-changes.md 11).</summary>
internal static class DomtimeVerb
{
    public static Command Build(Io io)
    {
        var now = new Option<bool>("--now") { Description = "set it to this host's time" };
        var pretty = new Option<bool>("--pretty") { Description = "date and time, UTC" };
        var sync = new Option<bool>("--sync") { Description = "the guest reads its hardware clock again" };
        var time = new Option<long?>("--time") { Description = "set it: seconds since 1970", HelpName = "N" };
        var command = new VerbCommand("domtime", "show or set a guest's clock, by its agent")
        {
            Examples = [("domtime web --pretty", ""), ("domtime web --now", "after a long pause")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[now, pretty, sync, time])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var agent = new AgentVerb(parse, io, null);
            if (!parse.GetValue(now) && !parse.GetValue(sync) && parse.GetValue(time) is null)
            {
                JsonElement told = agent.Ask(name, "guest-get-time");
                long nanoseconds = agent.Named(() => AgentCount.Of(told));
                DateTimeOffset shown = DateTimeOffset.FromUnixTimeSeconds(nanoseconds / 1_000_000_000);
                io.Out.WriteLine(parse.GetValue(pretty)
                    ? shown.ToString("'Time: 'yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
                    : string.Create(CultureInfo.InvariantCulture, $"Time: {shown.ToUnixTimeSeconds()}"));
                Confirmation.End(io, parse);
                return;
            }

            long? wanted = parse.GetValue(sync) ? null : (parse.GetValue(time) ?? DateTimeOffset.UtcNow.ToUnixTimeSeconds()) * 1_000_000_000;
            agent.Ask(name, "guest-set-time", AgentWords.SetTime(wanted));

            // ticks that the guest missed are not made up for: its clock is right now
            if (agent.Host.Guests.LiveDomain(name).Os.Arch is "x86_64" or "i686")
            {
                agent.Named(() => agent.Host.Guests.Execute(name, "rtc-reset-reinjection"));
            }

            Confirmation.End(io, parse);
        });
        return command;
    }
}
