using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Services;

namespace VirshLite.Cli.Verbs;

/// <summary><c>unit GUEST|FILE</c>: a systemd service that is this guest.</summary>
internal static class UnitVerb
{
    public static Command Build(Io io)
    {
        var seconds = new Option<int>("--timeout")
        {
            Description = "how long it may take to power off before it is ended",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => 300
        };
        var command = new VerbCommand("unit", "print a systemd service that is a guest")
        {
            Examples =
            [
                ("unit server > /etc/systemd/system/server.service", "then: systemctl enable --now server"),
                ("unit --session ./server.xml > ~/.config/systemd/user/server.service", "a service of one's own: systemctl --user"),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io, "GUEST|FILE", "name or UUID of a defined guest, or a file (has a slash or ends in .xml)");
        command.Options.Add(seconds);
        command.SetAction(parse =>
        {
            string what = guest.Of(parse);
            var host = new Host(parse, io);
            (string name, string started) = DomainFile.LooksLikeOne(what)
                ? (DomainFile.Read(what, io, parse.GetValue(GlobalOptions.IgnoreUnknown), host.Settings.Rules).Name, Path.GetFullPath(what))
                : Defined(host.KnownGuests.Get(what));
            io.Out.Write(GuestUnit.Of(new GuestUnitFacts(name, Program(), started, host.IsSession, parse.GetValue(seconds))));
        });
        return command;
    }

    /// <summary>The installed program: a build in a checkout moves with every change.</summary>
    private static string Program() =>
        Array.Find(["/usr/bin/virshlite", "/usr/local/bin/virshlite"], File.Exists) ?? Environment.ProcessPath ?? "virshlite";

    private static (string Name, string Started) Defined(KnownGuest guest) =>
        guest.IsPersistent ? (guest.Name, guest.Name)
            : throw new Runner.GuestException($"'{guest.Name}' is not defined: a service could not start it by its name; give the file of its XML");
}
