using System.CommandLine;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Verbs;

/// <summary><c>vol-path</c>: the path of a volume.</summary>
internal static class VolPathVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("vol-path", "print the path of a volume")
        {
            Examples = [("vol-path server.qcow2 --pool default", "")],
        };
        VolumeArgument volume = VolumeArgument.AddTo(command);
        command.SetAction(parse =>
        {
            Confirmation.Value(io, "path", volume.Find(parse, new Host(parse, io)).Path);
            Confirmation.End(io, parse);
        });
        return command;
    }
}
