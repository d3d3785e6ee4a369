using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Questions;

namespace VirshLite.Cli.Verbs.Watching;

/// <summary><c>domblkstat GUEST [DEVICE]</c>: what a disk, or all together, read and wrote (live-changes.md 12).</summary>
internal static class DomblkstatVerb
{
    public static Command Build(Io io)
    {
        var device = new Argument<string?>("DEVICE") { Description = "target (vda) or source of one disk; none = all together", Arity = ArgumentArity.ZeroOrOne };
        var human = new Option<bool>("--human") { Description = "in words" };
        var command = new VerbCommand("domblkstat", "show what a running guest's disks read and wrote")
        {
            Examples = [("domblkstat web vda", ""), ("domblkstat web vda --human", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(device);
        command.Options.Add(human);
        command.SetAction(parse => Failure.OfChange(null, () =>
        {
            var host = new Host(parse, io);
            GuestRecord record = host.Guests.Get(guest.Of(parse));
            IReadOnlyList<BlockFigures> figures = new GuestFigures(host.Guests).Disks(record, host.Guests.LiveDomain(record.Name));
            Confirmation.Show(io, parse, BlockText.Counts(figures, parse.GetValue(device), parse.GetValue(human)));
            return ExitCode.Done;
        }));
        return command;
    }
}
