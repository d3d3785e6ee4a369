using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Resources;

/// <summary><c>domthrottlegroupinfo GUEST GROUP</c>: the limits of a throttle group (measured.md 8).</summary>
internal static class DomthrottlegroupinfoVerb
{
    public static Command Build(Io io)
    {
        var inactive = new Option<bool>("--inactive") { Description = "of the guest as it is defined" };
        var command = new VerbCommand("domthrottlegroupinfo", "show the limits of a throttle group") { Examples = [("domthrottlegroupinfo web slow", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        Argument<string> group = ThrottleGroupArgument.AddTo(command);
        command.Options.Add(inactive);
        command.SetAction(parse =>
        {
            string name = ThrottleGroupArgument.Of(parse, group);
            var host = new Host(parse, io);
            Confirmation.Show(
                io, parse, ThrottleGroupChange.Text(GuestXml.Read(host, io, host.KnownGuests.Get(guest.Of(parse)), parse.GetValue(inactive)), name));
        });
        return command;
    }
}
