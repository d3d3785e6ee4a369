using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Arguments;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>migrate-compcache GUEST</c>: the cache for pages that are sent as differences.</summary>
internal static class MigrateCompcacheVerb
{
    public static Command Build(Io io)
    {
        var command = new VerbCommand("migrate-compcache", "show or set how large the cache of a compressed migration is")
        {
            Examples = [("migrate-compcache server", ""), ("migrate-compcache server --size 134217728", "bytes")],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        var size = new Option<string?>("--size") { Description = "set it, in bytes", HelpName = "BYTES" };
        command.Options.Add(size);
        command.SetAction(parse =>
        {
            var limits = new MigrationLimits(new Host(parse, io).Guests);
            string name = guest.Of(parse);
            if (parse.GetValue(size) is { } text)
            {
                limits.SetCacheSize(name, long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long bytes) ? bytes
                    : throw new UsageException($"Numeric value '{text}' for <size> option is malformed or out of range"));
            }

            io.Out.WriteLine($"Compression cache: {DataSizeText.Of((ulong)limits.CacheSize(name))}");
        });
        return command;
    }
}
