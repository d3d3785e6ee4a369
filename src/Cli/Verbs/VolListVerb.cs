using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>vol-list</c>: the volumes of a storage pool.</summary>
internal static class VolListVerb
{
    public static Command Build(Io io)
    {
        var details = new Option<bool>("--details") { Description = "with their types and sizes" };
        var command = new VerbCommand("vol-list", "list the volumes of a storage pool")
        {
            Examples = [("vol-list default", "")],
        };
        PoolArgument argument = PoolArgument.AddTo(command);
        command.Options.Add(details);
        command.SetAction(parse =>
        {
            PoolRecord pool = new Host(parse, io).Pools.Get(argument.Of(parse));
            bool more = parse.GetValue(details);
            var table = more ? new TextTable("Name", "Path", "Type", "Capacity", "Allocation") : new TextTable("Name", "Path");
            foreach ((string name, string path) in StoragePools.Volumes(pool))
            {
                VolumeRecord? volume = more ? StorageVolumes.Look(path) : null;
                table.Add([name, path, .. volume is null
                    ? Array.Empty<string>() : [volume.Type, ByteText.Of(volume.Capacity), ByteText.Of(volume.Allocation)]]);
            }

            Confirmation.Show(io, parse, table);
        });
        return command;
    }
}
