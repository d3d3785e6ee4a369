using System.CommandLine;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.Events;
using VirshLite.Translator.Events;

namespace VirshLite.Cli.Verbs;

/// <summary><c>event</c>: waits for what happens to guests and prints it in virsh's words (live-changes.md 13).</summary>
internal static class EventVerb
{
    public static Command Build(Io io)
    {
        var domain = new Option<string?>("--domain") { Description = "of this guest only", HelpName = "GUEST" };
        var domainWord = new Argument<string?>("guest") { Description = "the same", Arity = ArgumentArity.ZeroOrOne };
        var type = new Option<string?>("--event") { Description = "this kind only (--list)", HelpName = "EVENT" };
        var all = new Option<bool>("--all") { Description = "all kinds" };
        var list = new Option<bool>("--list") { Description = "the kinds there are" };
        var command = new VerbCommand("event", "wait for what happens to guests")
        {
            Examples = [("event --all --loop --timestamp", "until interrupted"), ("event web --event lifecycle --timeout 60", "the first within a minute")],
        };
        command.Arguments.Add(domainWord);
        foreach (Option option in (Option[])[domain, type, all, list])
        {
            command.Options.Add(option);
        }

        EventLoop loop = EventLoop.AddTo(command);
        command.SetAction(parse =>
        {
            if (parse.GetValue(list))
            {
                Confirmation.Lines(io, DomainEvent.Kinds);
                io.Out.WriteLine();
                return ExitCode.Done;
            }

            string? wanted = parse.GetValue(type);
            if (wanted is null && !parse.GetValue(all))
            {
                throw new UsageException("one of --list, --all, or --event <type> is required");
            }

            if (wanted is not null && !DomainEvent.Kinds.Contains(wanted))
            {
                throw new UsageException($"unknown event type {wanted}");
            }

            var host = new Host(parse, io);
            string? name = (parse.GetValue(domain) ?? parse.GetValue(domainWord)) is { } guest ? host.KnownGuests.Get(guest).Name : null;
            using EventListener listener = EventListener.Listen(host.Settings, ofMonitor: false);
            return loop.Run(parse, io, left => listener.Next(left) is { } happened
                && (name is null || happened.Guest == name) && (parse.GetValue(all) || happened.Kind == wanted)
                ? new Occurrence(happened.Line, happened.Kind) { Guest = happened.Guest } : null);
        });
        return command;
    }
}
