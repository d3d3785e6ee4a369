using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>detach-disk GUEST TARGET</c>: takes a disk out (live-changes.md 5.2).</summary>
internal static class DetachDiskVerb
{
    public static Command Build(Io io)
    {
        var target = new Argument<string>("TARGET") { Description = "target (vdb) or source path" };
        var command = new VerbCommand("detach-disk", "take a disk out of a running guest")
        {
            Examples = [("detach-disk web vdb", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(target);
        DetachVerb detach = DetachVerb.AddTo(command);
        command.SetAction(parse => detach.Run(parse, io, guest.Of(parse), "Disk", "Failed to detach disk", live =>
            Failure.OfChange(null, () => DeviceDocument.Write(DeviceXml.FindDisk(live, parse.GetValue(target)!), live))));
        return command;
    }
}
