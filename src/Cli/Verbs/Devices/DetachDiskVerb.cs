using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>detach-disk GUEST TARGET</c>: takes a disk out (live-changes.md 5.2).</summary>
internal static class DetachDiskVerb
{
    public static Command Build(Io io)
    {
        var target = new Argument<string>("TARGET") { Description = "target (vdb) or source path" };
        var printXml = new Option<bool>("--print-xml") { Description = "show the device instead of taking it out" };
        var command = new VerbCommand("detach-disk", "take a disk out of a running guest")
        {
            Examples = [("detach-disk web vdb", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(target);
        command.Options.Add(printXml);
        AffectOptions affects = AffectOptions.AddTo(command, meansLive: true, hasPersistent: true);
        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, "Failed to detach disk");
            Domain live = change.Domain(name);
            string xml = Failure.OfChange(null, () => DeviceDocument.Write(DeviceXml.FindDisk(live, parse.GetValue(target)!), live));
            if (parse.GetValue(printXml))
            {
                Confirmation.Show(io, parse, xml);
                return;
            }

            change.Run(name, xml, (running, device, results) =>
                DeviceDetach.Live(running, DeviceMatch.Find(running.Live, device, live: true), results), ConfigChange.Detach);
            Confirmation.Say(io, parse, "Disk detached successfully");
        });
        return command;
    }
}
