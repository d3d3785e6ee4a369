using System.CommandLine;
using System.Text.Json;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Guests;

namespace VirshLite.Cli.Verbs;

/// <summary><c>qemu-monitor-command GUEST COMMAND</c>: QMP (JSON, or a command's bare name) or with <c>--hmp</c> a line for QEMU's human monitor.</summary>
internal static class QemuMonitorCommandVerb
{
    public static Command Build(Io io)
    {
        var hmp = new Option<bool>("--hmp") { Description = "a line for the human monitor" };
        var pretty = new Option<bool>("--pretty") { Description = "indent the answer" };
        var onlyValue = new Option<bool>("--return-value") { Description = "only what stands behind \"return\"" };
        var words = new Argument<string[]>("COMMAND")
        {
            Description = "QMP as JSON, the name of a QMP command, or with --hmp the line's words",
            Arity = ArgumentArity.OneOrMore
        };
        var command = new VerbCommand("qemu-monitor-command", "send a command to a guest's QEMU")
        {
            Examples =
            [
                ("qemu-monitor-command hello query-status", "QMP without arguments by its name"),
                ("qemu-monitor-command hello --pretty '{\"execute\":\"query-block\"}'", "QMP"),
                ("qemu-monitor-command hello --hmp info registers", "the human monitor"),
            ],
        };
        var guest = new Argument<string>("GUEST") { Description = "name, id or UUID of the guest" };
        command.Arguments.Add(guest);
        command.Arguments.Add(words);
        command.Options.Add(hmp);
        command.Options.Add(pretty);
        command.Options.Add(onlyValue);
        command.SetAction(parse =>
        {
            GuestOperations guests = new Host(parse, io).Guests;
            string name = parse.GetValue(guest)!;
            string line = string.Join(' ', parse.GetValue(words)!);
            if (parse.GetValue(hmp))
            {
                if (io.Json is { } answer)
                {
                    answer.Add("text", guests.HumanMonitorCommand(name, line));
                    return ExitCode.Done;
                }

                io.Out.Write(guests.HumanMonitorCommand(name, line));
                Confirmation.End(io, parse);
                return ExitCode.Done;
            }

            string reply = guests.MonitorCommand(name, line.TrimStart().StartsWith('{') ? line : Named(line));
            return Show(io, parse, reply, parse.GetValue(pretty), parse.GetValue(onlyValue));
        });
        return command;
    }

    private static string Named(string name)
    {
        if (name.AsSpan().ContainsAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."))
        {
            throw new UsageException($"'{name}' is neither a QMP command in JSON nor the name of one; --hmp sends a line to the human monitor");
        }

        return $$"""{"execute":"{{name}}"}""";
    }

    private static int Show(Io io, ParseResult parse, string reply, bool pretty, bool onlyValue)
    {
        using JsonDocument document = JsonDocument.Parse(reply);
        JsonElement shown = document.RootElement;
        bool failed = shown.TryGetProperty("error", out JsonElement error);
        if (onlyValue)
        {
            if (failed)
            {
                throw DomainException.Operation("QEMU refused: "
                    + (error.TryGetProperty("desc", out JsonElement words) ? words.GetString() : error.GetRawText()));
            }

            shown = shown.GetProperty("return");
        }

        if (io.Json is { } answer)
        {
            answer.Give(JsonText.Of(shown.WriteTo));
            return failed ? ExitCode.Failed : ExitCode.Done;
        }

        io.Out.WriteLine(pretty ? JsonText.Of(shown.WriteTo) : shown.GetRawText());
        if (!pretty)
        {
            Confirmation.End(io, parse);
        }

        return ExitCode.Done;
    }
}
