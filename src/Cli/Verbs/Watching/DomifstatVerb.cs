using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domifstat GUEST INTERFACE</c>: what went over an interface, as the guest sees it (live-changes.md 7).</summary>
internal static class DomifstatVerb
{
    public static Command Build(Io io)
    {
        var nic = new Argument<string>("INTERFACE") { Description = "MAC address or name of the host's device" };
        var command = new VerbCommand("domifstat", "show what went over an interface of a running guest")
        {
            Examples = [("domifstat web vnet0", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(nic);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse), wanted = parse.GetValue(nic)!;
            var host = new Host(parse, io);
            _ = host.KnownGuests.Get(name);
            Failure.OfChange($"Failed to get interface stats {name} {wanted}", () =>
            {
                Domain live = host.Guests.LiveDomain(name);
                Interface found = live.Interfaces.Find(n => n.TargetDevice == wanted || string.Equals(n.Mac, wanted, StringComparison.OrdinalIgnoreCase))
                    ?? throw new DomainException($"'{wanted}' is not a known interface", default, RefusalKind.Argument);
                string device = found.TargetDevice ?? throw new DomainException("Interface name not provided", default, RefusalKind.Internal);
                LinkFigures link = LinkCounters.Of(device, found.Type == InterfaceType.Direct)
                    ?? throw new GuestException($"internal error: /proc/net/dev: Interface '{device}' not found");
                io.Out.Write(InterfaceStatistics.Text(wanted, link));
                return true;
            });
            Confirmation.End(io, parse);
        });
        return command;
    }
}
