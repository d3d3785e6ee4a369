using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>vol-delete</c>: removes a volume of a directory pool.</summary>
internal static class VolDeleteVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("vol-delete", "remove a volume")
        {
            Examples = [("vol-delete server.qcow2 --pool default", "")],
        };
        VolumeArgument volume = VolumeArgument.AddTo(command);
        command.SetAction(parse =>
        {
            string what = volume.Of(parse);
            (PoolRecord pool, string path) = volume.Find(parse, new Host(parse, io));
            VirshWords.Or($"Failed to delete vol {what}", () => StorageVolumes.Delete(pool, path));
            Confirmation.Say(io, parse, $"Vol {what} deleted");
        });
        return command;
    }
}
