using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner;
using VirshLite.Runner.Definitions;

namespace VirshLite.Cli.Verbs;

/// <summary><c>autostart GUEST</c>: the guest starts when the host comes up.</summary>
internal static class AutostartVerb
{
    public static Command Build(Io io)
    {
        var disable = new Option<bool>("--disable") { Description = "no longer" };
        var once = new Option<bool>("--once") { Description = "the next time only" };
        var command = new VerbCommand("autostart", "let a guest start when the host comes up")
        {
            Examples = [("autostart server", ""), ("autostart server --disable", "no longer")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(disable);
        command.Options.Add(once);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            bool enable = !parse.GetValue(disable), onlyOnce = parse.GetValue(once);
            VirshWords.Or($"Failed to {(enable ? "mark" : "unmark")} domain '{known.Name}' as autostarted{(onlyOnce ? " on next boot" : "")}", () =>
                host.Definitions.SetAutostart(
                known.Definition ?? throw new GuestException("Requested operation is not valid: cannot set autostart for transient domain"), onlyOnce, enable));
            Confirmation.Say(io, parse, $"Domain '{known.Name}' {(enable ? "marked" : "unmarked")} as autostarted{(onlyOnce ? " on next boot" : "")}");
        });
        return command;
    }
}
