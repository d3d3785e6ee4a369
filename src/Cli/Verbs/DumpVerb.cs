using System.CommandLine;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;
using VirshLite.Translator.State;

namespace VirshLite.Cli.Verbs;

/// <summary><c>dump GUEST FILE</c>: a running guest's memory, or all of its state, into a file.</summary>
internal static class DumpVerb
{
    public static Command Build(Io io)
    {
        var file = new Argument<string>("FILE") { Description = "where to dump it" };
        var live = new Option<bool>("--live") { Description = "the guest runs on meanwhile" };
        var crash = new Option<bool>("--crash") { Description = "end the guest afterwards" };
        var reset = new Option<bool>("--reset") { Description = "reset the guest afterwards" };
        var bypassCache = new Option<bool>("--bypass-cache") { Description = "write around the host's page cache" };
        var verbose = new Option<bool>("--verbose") { Description = "tell how far it is" };
        var memoryOnly = new Option<bool>("--memory-only") { Description = "a core file for crash and gdb; otherwise all of the guest's state, as a stream" };
        var format = new Option<string?>("--format") { Description = "the core file's form", HelpName = "elf|kdump-zlib|kdump-lzo|kdump-snappy|win-dmp" };
        var command = new VerbCommand("dump", "write a running guest's memory to a file for analysis")
        {
            Examples =
            [
                ("dump server /srv/server.core --memory-only", "for crash or gdb; the guest stands still meanwhile"),
                ("dump server /srv/server.core --memory-only --format kdump-zlib --live --verbose", ""),
            ],
        };
        GuestArgument guest = GuestArgument.AddTo(command, io);
        command.Arguments.Add(file);
        foreach (Option option in (Option[])[live, crash, reset, bypassCache, verbose, memoryOnly, format])
        {
            command.Options.Add(option);
        }

        command.SetAction(parse =>
        {
            string name = guest.Of(parse);
            string to = parse.GetValue(file)!;
            DumpFormat form = Format(parse.GetValue(format), parse.GetValue(memoryOnly));
            var host = new Host(parse, io);
            using (var progress = new ProgressLine(io, "Dump"))
            {
                _ = host.KnownGuests.Get(name);
                Failure.OfChange($"Failed to core dump domain '{name}' to {to}", () => new GuestDumping(host.Guests).Dump(
                    name,
                    new DumpRequest(Path.GetFullPath(to))
                    {
                        MemoryOnly = parse.GetValue(memoryOnly),
                        Format = form,
                        Packing = StateOptions.Format(host.Settings.DumpImageFormat),
                        Live = parse.GetValue(live),
                        Crash = parse.GetValue(crash),
                        Reset = parse.GetValue(reset),
                        BypassCache = parse.GetValue(bypassCache),
                    },
                    parse.GetValue(verbose) ? progress.Show : null));
                progress.LeaveOpen();
            }

            io.Out.WriteLine();
            Confirmation.Say(io, parse, $"Domain '{name}' dumped to {to}");
        });
        return command;
    }

    private static DumpFormat Format(string? word, bool memoryOnly)
    {
        if (word is null)
        {
            return DumpFormat.Elf;
        }

        return !memoryOnly ? throw new UsageException("--format only works with --memory-only")
            : DumpFormat.Names.TryParse(word, out DumpFormat format) ? format
            : throw new UsageException($"format '{word}' is not supported, expecting 'kdump-zlib', 'kdump-lzo', 'kdump-snappy', 'win-dmp' or 'elf'");
    }
}
