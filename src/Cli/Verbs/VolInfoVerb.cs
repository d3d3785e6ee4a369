using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>vol-info</c>: a volume in a few lines.</summary>
internal static class VolInfoVerb
{
    public static Command Build(Io io)
    {
        var bytes = new Option<bool>("--bytes") { Description = "sizes in bytes" };
        var physical = new Option<bool>("--physical") { Description = "its size as a file, not what it takes up" };
        var command = new VerbCommand("vol-info", "show a volume in a few lines")
        {
            Examples = [("vol-info server.qcow2 --pool default", "")],
        };
        VolumeArgument volume = VolumeArgument.AddTo(command);
        command.Options.Add(bytes);
        command.Options.Add(physical);
        command.SetAction(parse =>
        {
            VolumeRecord known = StorageVolumes.Look(volume.Find(parse, new Host(parse, io)).Path);
            Line("Name", known.Name);
            Line("Type", known.Type);
            Line("Capacity", ByteText.Of(known.Capacity, parse.GetValue(bytes)));
            if (parse.GetValue(physical))
            {
                Line("Physical", ByteText.Of(known.Physical, parse.GetValue(bytes)));
            }
            else
            {
                Line("Allocation", ByteText.Of(known.Allocation, parse.GetValue(bytes)));
            }

            Confirmation.End(io, parse);

            void Line(string key, string value) => io.Out.WriteLine((key + ":").PadRight(16) + value);
        });
        return command;
    }
}
