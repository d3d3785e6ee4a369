using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>update-memory-device GUEST --requested-size SIZE</c>: how much of a virtio-mem device the guest shall use (live-changes.md 8.4).</summary>
internal static class UpdateMemoryDeviceVerb
{
    public static Command Build(Io io)
    {
        var alias = new Option<string?>("--alias") { Description = "which device", HelpName = "ALIAS" };
        var node = new Option<string?>("--node") { Description = "which device, by its NUMA node", HelpName = "NODE" };
        var size = new Option<string>("--requested-size") { Description = "KiB, or with a unit", HelpName = "SIZE" };
        var printXml = new Option<bool>("--print-xml") { Description = "show the device instead of changing it" };
        var command = new VerbCommand("update-memory-device", "ask a guest to use more or less of a virtio-mem device")
        {
            Examples = [("update-memory-device web --alias ua-mem --requested-size 2G", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[alias, node, size, printXml])
        {
            command.Options.Add(option);
        }

        AffectOptions affects = AffectOptions.AddTo(command);
        command.SetAction(parse =>
        {
            ulong kib = SizeText.Bytes(parse.GetValue(size) ?? throw new UsageException("update-memory-device: --requested-size is what can be changed"), "requested-size", 1024) / 1024;
            uint? at = parse.GetValue(node) is { } text ? SizeText.Number(text, "--node") : null;
            if (at is not null && parse.GetValue(alias) is not null)
            {
                throw new UsageException("Options --node and --alias are mutually exclusive");
            }

            string name = guest.Of(parse);
            var change = new GuestChange(parse, io, affects, null);
            Domain live = change.Domain(name);
            MemoryDevice chosen = change.Named(() =>
            {
                MemoryDevice found = VirtioMemSize.Find(live, parse.GetValue(alias), at);
                VirtioMemSize.Check(found, kib);
                return found;
            });
            if (parse.GetValue(printXml))
            {
                chosen.RequestedSizeKiB = kib;
                Confirmation.Show(io, parse, DomainParser.Documents.DeviceDocument.Write(chosen, live));
                return;
            }

            change.Run(name, (running, _) => VirtioMemSize.Live(VirtioMemSize.Find(running.Live, parse.GetValue(alias), at), kib), config =>
                VirtioMemSize.Find(config, parse.GetValue(alias), at).RequestedSizeKiB = kib);
            Confirmation.End(io, parse);
        });
        return command;
    }
}
