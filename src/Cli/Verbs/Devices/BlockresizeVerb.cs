using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs.Devices;

/// <summary><c>blockresize GUEST PATH SIZE</c>: makes a running guest's disk larger or smaller (live-changes.md 10.3).</summary>
internal static class BlockresizeVerb
{
    public static Command Build(Io io)
    {
        var path = new Argument<string>("PATH") { Description = "the disk: its target (vda) or source" };
        var size = new Argument<string?>("SIZE") { Description = "KiB, or with a unit", Arity = ArgumentArity.ZeroOrOne };
        var capacity = new Option<bool>("--capacity") { Description = "all that the block device has" };
        var command = new VerbCommand("blockresize", "resize a disk of a running guest")
        {
            Examples = [("blockresize web vda 20G", "")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(path);
        command.Arguments.Add(size);
        command.Options.Add(capacity);
        AffectOptions affects = AffectOptions.None;
        command.SetAction(parse =>
        {
            string disk = parse.GetValue(path)!;
            string? text = parse.GetValue(size);
            bool all = parse.GetValue(capacity);
            if (all && text is not null)
            {
                throw new UsageException("Options --size and --capacity are mutually exclusive");
            }

            if (!all && text is null)
            {
                throw new UsageException("either --size or --capacity is needed");
            }

            ulong? bytes = text is null ? null : SizeText.Bytes(text, "size", 1024);
            new GuestChange(parse, io, affects, $"Failed to resize block device '{disk}'")
                .Run(guest.Of(parse), (running, _) => BlockResize.Live(running, disk, bytes), config: null);
            Confirmation.Line(io, parse, $"Block device '{disk}' is resized");
        });
        return command;
    }
}
