using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>vol-dumpxml</c>: the XML of a volume.</summary>
internal static class VolDumpxmlVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("vol-dumpxml", "show the XML of a volume")
        {
            Examples = [("vol-dumpxml server.qcow2 --pool default", "")],
        };
        VolumeArgument volume = VolumeArgument.AddTo(command);
        command.SetAction(parse =>
        {
            io.Out.Write(StorageVolumes.Xml(StorageVolumes.Look(volume.Find(parse, new Host(parse, io)).Path)));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
