using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.DomainParser;
using VirshLite.Runner.Storage;

namespace VirshLite.Cli.Verbs;

/// <summary><c>vol-create-as</c>: makes a volume in a directory pool.</summary>
internal static class VolCreateAsVerb
{
    public static Command Build(Io io)
    {
        var name = new Argument<string?>("NAME") { Description = "the volume's name", Arity = ArgumentArity.ZeroOrOne };
        var nameOption = new Option<string?>("--name") { Description = "the same as an option", Hidden = true };
        var capacity = new Argument<string?>("CAPACITY") { Description = "its size, e.g. 20G (bytes without a unit)", Arity = ArgumentArity.ZeroOrOne };
        var capacityOption = new Option<string?>("--capacity") { Description = "the same as an option", Hidden = true };
        var allocation = new Option<string?>("--allocation") { Description = "how much it takes up at once: all (usual for raw) or 0", HelpName = "SIZE" };
        var format = new Option<string?>("--format") { Description = "raw, qcow2 ...", HelpName = "FORMAT" };
        var backing = new Option<string?>("--backing-vol") { Description = "the volume below it", HelpName = "VOLUME" };
        var backingFormat = new Option<string?>("--backing-vol-format") { Description = "that one's format", HelpName = "FORMAT" };
        var preallocate = new Option<bool>("--prealloc-metadata") { Description = "for virsh's sake", Hidden = true };
        var command = new VerbCommand("vol-create-as", "make a volume")
        {
            Examples = [("vol-create-as default server.qcow2 20G --format qcow2", ""),
                ("vol-create-as default clone.qcow2 20G --format qcow2 --backing-vol base.qcow2 --backing-vol-format qcow2", "")],
        };
        PoolArgument argument = PoolArgument.AddTo(command);
        command.Arguments.Add(name);
        command.Arguments.Add(capacity);
        foreach (Option option in (Option[])[nameOption, capacityOption, allocation, format, backing, backingFormat, preallocate])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            StoragePools pools = new Host(parse, io).Pools;
            PoolRecord pool = pools.Get(argument.Of(parse));
            string file = parse.GetValue(name) ?? parse.GetValue(nameOption) ?? throw new UsageException("command 'vol-create-as' requires <name> option");
            ulong bytes = Bytes(parse.GetValue(capacity) ?? parse.GetValue(capacityOption)
                ?? throw new UsageException("command 'vol-create-as' requires <capacity> option"));
            bool allocated = parse.GetValue(allocation) is { } part ? Bytes(part) >= bytes && bytes > 0 : parse.GetValue(format) is null or "raw";
            (string, string)? below = parse.GetValue(backing) is { } image
                ? (pools.Find(image, image.StartsWith('/') ? null : pool.Name).Path, parse.GetValue(backingFormat) ?? "raw") : null;
            VirshWords.Or($"Failed to create vol {file}", () => StorageVolumes.Create(pool, file, bytes, parse.GetValue(format) ?? "raw", allocated, below));
            Confirmation.Say(io, parse, $"Vol {file} created");
        });
        return command;
    }

    /// <summary>Bytes without a unit; k, M, G … are powers of 1024, KB, MB … of 1000, as with virsh.</summary>
    private static ulong Bytes(string text)
    {
        int digits = text.TakeWhile(char.IsAsciiDigit).Count();
        string unit = text[digits..].Trim();
        return digits > 0 && ulong.TryParse(text[..digits], out ulong number) && DataSize.BytesPerUnit(unit.Length == 0 ? "bytes" : unit) is { } each
            && number <= ulong.MaxValue / each
            ? number * each
            : throw new UsageException($"Malformed size {text}");
    }
}
