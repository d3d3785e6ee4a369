using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>qemu-agent-command GUEST COMMAND</c>: JSON as it is (live-changes.md 11).</summary>
internal static class QemuAgentCommandVerb
{
    public static Command Build(Io io)
    {
        var words = new Argument<string[]>("COMMAND") { Description = "JSON", Arity = ArgumentArity.OneOrMore };
        var timeout = new Option<int?>("--timeout") { Description = "seconds to wait (default: 5)", HelpName = "N" };
        var block = new Option<bool>("--block") { Description = "wait for as long as it takes" };
        var isAsync = new Option<bool>("--async") { Description = "the same" };
        var pretty = new Option<bool>("--pretty") { Description = "indent the answer" };
        var command = new VerbCommand("qemu-agent-command", "send a command to a guest's agent")
        {
            Examples = [("qemu-agent-command web '{\"execute\":\"guest-info\"}'", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(words);
        foreach (Option option in (Option[])[timeout, block, isAsync, pretty])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            int? seconds = parse.GetValue(timeout);
            bool waits = parse.GetValue(block) || parse.GetValue(isAsync);
            if (seconds is not null && waits)
            {
                throw new UsageException("timeout, async and block options are exclusive");
            }

            if (seconds < 1)
            {
                throw new UsageException("timeout must be positive");
            }

            string json = string.Join(' ', parse.GetValue(words)!);
            string reply = Failure.OfChange(null, () =>
                new Host(parse, io).Guests.AgentCommand(guest.Of(parse), json, waits ? null : TimeSpan.FromSeconds(seconds ?? 5)));
            using JsonDocument document = JsonDocument.Parse(reply);
            if (io.Json is { } answer)
            {
                answer.Give(JsonText.Of(document.RootElement.WriteTo));
                return;
            }

            io.Out.WriteLine(parse.GetValue(pretty) ? JsonText.Of(document.RootElement.WriteTo).TrimEnd() : document.RootElement.GetRawText());
            Confirmation.End(io, parse);
        });
        return command;
    }
}
