using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Translator.Changes;

namespace VirshLite.Cli.Verbs;

/// <summary><c>blockresize GUEST DISK SIZE</c>: a running guest's disk grows or shrinks.</summary>
internal static class BlockresizeVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("blockresize", "change the size of a running guest's disk")
        {
            Examples = [("blockresize server vda 40GiB", "the guest sees it at once")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var disk = new Argument<string>("DISK") { Description = "target or path of the disk" };
        var size = new Argument<string?>("SIZE") { Description = "KiB, or with a unit", Arity = ArgumentArity.ZeroOrOne };
        var capacity = new Option<bool>("--capacity") { Description = "the size of the block device behind the disk" };
        command.Arguments.Add(disk);
        command.Arguments.Add(size);
        command.Options.Add(capacity);
        command.SetAction(parse =>
        {
            string path = parse.GetValue(disk)!;
            ulong? bytes = parse.GetValue(size) is { } text ? SizeArgument.Bytes(text, "size", 1024) : null;
            if (bytes is null && !parse.GetValue(capacity))
            {
                throw new UsageException("Either --size or --capacity must be provided");
            }

            new GuestChange(parse, io, AffectOptions.None, $"Failed to resize block device '{path}'")
                .Run(guest.Of(parse), (running, _) => BlockResize.Live(running, path, bytes), null);
            Confirmation.Say(io, parse, $"Block device '{path}' is resized");
        });
        return command;
    }
}
