using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>backup-dumpxml GUEST</c>.</summary>
internal static class BackupDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("backup-dumpxml", "show the XML of a backup that is under way") { Examples = [("backup-dumpxml server", "")] };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.SetAction(parse =>
        {
            io.Out.Write(new GuestBackups(new Host(parse, io).State).Xml(guest.Of(parse)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
