using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Agent;

namespace VirshLite.Cli.Verbs.Agent;

/// <summary><c>domfstrim GUEST</c>: fstrim in the guest (live-changes.md 11).</summary>
internal static class DomfstrimVerb
{
    public static Command Build(Io io)
    {
        var minimum = new Option<string?>("--minimum") { Description = "ranges that are smaller are left alone, bytes", HelpName = "SIZE" };
        var mountpoint = new Option<string?>("--mountpoint") { Description = "refused, as by libvirt", HelpName = "PATH" };
        var command = new VerbCommand("domfstrim", "have a guest tell its disks which blocks are free")
        {
            Examples = [("domfstrim web", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        foreach (Option option in (Option[])[minimum, mountpoint])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            var agent = new AgentVerb(parse, io, "Unable to invoke fstrim");
            if (parse.GetValue(mountpoint) is not null)
            {
                throw new Runner.GuestException("Unable to invoke fstrim\nerror: argument unsupported: Specifying mount point is not supported for now");
            }

            ulong bytes = parse.GetValue(minimum) is { } text ? SizeText.Bytes(text, "minimum", 1) : 0;
            agent.Ask(guest.Of(parse), "guest-fstrim", AgentWords.Trim(bytes));
            Confirmation.End(io, parse);
        });
        return command;
    }
}
