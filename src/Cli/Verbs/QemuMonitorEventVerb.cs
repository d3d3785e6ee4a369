using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Events;

namespace VirshLite.Cli.Verbs;

/// <summary><c>qemu-monitor-event</c>: waits for events of QEMU's own and prints them as they are (live-changes.md 14).</summary>
internal static class QemuMonitorEventVerb
{
    public static Command Build(Io io)
    {
        var domain = new Option<string?>("--domain") { Description = "of this guest only", HelpName = "GUEST" };
        var domainWord = new Argument<string?>("guest") { Description = "the same", Arity = ArgumentArity.ZeroOrOne };
        var type = new Option<string?>("--event") { Description = "this event only", HelpName = "EVENT" };
        var pretty = new Option<bool>("--pretty") { Description = "data over several lines" };
        var isRegex = new Option<bool>("--regex") { Description = "the event's name is a regular expression" };
        var noCase = new Option<bool>("--no-case") { Description = "capitals or not" };
        var command = new VerbCommand("qemu-monitor-event", "wait for events of QEMU's monitors")
        {
            Examples = [("qemu-monitor-event --loop", "until interrupted"), ("qemu-monitor-event web --event 'BLOCK_.*' --regex --timeout 60", "")],
        };
        command.Arguments.Add(domainWord);
        foreach (Option option in (Option[])[domain, type, pretty, isRegex, noCase])
        {
            command.Options.Add(option);
        }

        EventLoop loop = EventLoop.AddTo(command);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            string? name = (parse.GetValue(domain) ?? parse.GetValue(domainWord)) is { } guest ? host.KnownGuests.Get(guest).Name : null;
            Func<string, bool> isWanted = Wanted(parse.GetValue(type), parse.GetValue(isRegex), parse.GetValue(noCase));
            using EventListener listener = EventListener.Listen(host.Settings, ofMonitor: true);
            return loop.Run(parse, io, left => listener.NextOfMonitor(left) is { } happened
                && (name is null || happened.Guest == name) && isWanted(happened.Name)
                ? new Occurrence(Line(happened, parse.GetValue(pretty), loop.IsStamped(parse)), happened.Name)
                { Guest = happened.Guest, When = Time(happened), Data = happened.Data } : null);
        });
        return command;
    }

    private static Func<string, bool> Wanted(string? type, bool isRegex, bool noCase)
    {
        if (type is null)
        {
            return _ => true;
        }

        if (!isRegex)
        {
            return name => name.Equals(type, noCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        }

        try
        {
            var expression = new Regex(type, noCase ? RegexOptions.IgnoreCase : RegexOptions.None, TimeSpan.FromSeconds(1));
            return expression.IsMatch;
        }
        catch (ArgumentException e)
        {
            throw new UsageException("invalid regular expression: " + e.Message);
        }
    }

    private static DateTime Time(QemuEventMessage happened) => DateTime.UnixEpoch.AddSeconds(happened.Seconds).AddMicroseconds(happened.Microseconds);

    /// <summary>Data over several lines ends with a line of its own.</summary>
    private static string Line(QemuEventMessage happened, bool pretty, bool isStamped)
    {
        string data = "<null>";
        if (happened.Data is { } json)
        {
            using JsonDocument document = JsonDocument.Parse(json);
            data = JsonText.Of(document.RootElement.WriteTo, pretty) + (pretty ? "\n" : "");
        }

        string at = isStamped ? "" : string.Create(CultureInfo.InvariantCulture, $" at {happened.Seconds}.{happened.Microseconds:d6}");
        return $"event {happened.Name}{at} for domain '{happened.Guest}': {data}";
    }
}
