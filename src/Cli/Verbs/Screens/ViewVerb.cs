using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Runner;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Definitions;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Screens;

/// <summary><c>view GUEST</c>: opens the guest's screen in a viewer that this host has, or says how to see it.</summary>
internal static class ViewVerb
{
    public static Command Build(Io io)
    {
        var print = new Option<bool>("--print") { Description = "only say how" };
        var command = new VerbCommand("view", "show a guest's screen: in remote-viewer or a VNC client, where there is one")
        {
            Examples = [("view web", ""), ("view web --print", "the commands that would show it")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Options.Add(print);
        command.SetAction(parse =>
        {
            var host = new Host(parse, io);
            KnownGuest known = host.KnownGuests.Get(guest.Of(parse));
            Domain live = known.Active is not null ? host.Guests.LiveDomain(known.Name) : throw new GuestException("Domain is not running");
            IReadOnlyList<Viewer> viewers = Viewer.All(live);
            if (viewers.Count == 0)
            {
                throw new GuestException($"domain '{known.Name}' has no screen that a viewer could show: its <graphics> are missing, or of another kind");
            }

            Viewer? here = HasScreen() ? viewers.FirstOrDefault(v => ForegroundProgram.Exists(v.Program)) : null;
            if (here is null || parse.GetValue(print))
            {
                Explain(io, viewers, Viewer.PortOf(live));
                return ExitCode.Done;
            }

            io.Out.Flush();
            return ForegroundProgram.Run(here.Program, here.Arguments) == 0 ? ExitCode.Done : ExitCode.Failed;
        });
        return command;
    }

    private static bool HasScreen() => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("DISPLAY"))
        || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("WAYLAND_DISPLAY"));

    private static void Explain(Io io, IReadOnlyList<Viewer> viewers, int? port)
    {
        if (port is { } number)
        {
            io.Out.WriteLine($"From another machine, first: ssh -L {number}:127.0.0.1:{number} {Environment.MachineName}");
        }

        io.Out.WriteLine("Any of these shows it:");
        foreach (Viewer viewer in viewers)
        {
            io.Out.WriteLine($"  {viewer.Program} {string.Join(' ', viewer.Arguments)}");
        }
    }
}
