using System.CommandLine;
using System.Globalization;
using VirshLite.Cli.Output;
using VirshLite.Runner.State;

namespace VirshLite.Cli.Arguments;

/// <summary>The options of verbs that begin a block job and may stay until it is done.</summary>
internal sealed class BlockJobWait
{
    public readonly Option<bool> Wait = new("--wait") { Description = "stay until the job is done (or ready, where it has to be ended)" };
    public readonly Option<bool> Verbose = new("--verbose") { Description = "with --wait: tell how far it is" };
    public readonly Option<int> Timeout = new("--timeout") { Description = "with --wait: abort the job after so many seconds", HelpName = "SECONDS" };
    public readonly Option<bool> Async = new("--async") { Description = "with --wait: do not wait for an abort to be through" };
    public readonly Option<bool> Bytes = new("--bytes") { Description = "the bandwidth is in bytes a second, not MiB" };

    public IEnumerable<Option> All => [Wait, Verbose, Timeout, Async, Bytes];

    /// <summary>Bytes a second.</summary>
    public ulong Speed(ParseResult parse, ulong bandwidth) => parse.GetValue(Bytes) ? bandwidth : checked(bandwidth * 1048576);

    /// <summary>What ends a wait is for who waits.</summary>
    /// <param name="parse">The command line.</param>
    /// <param name="ending">Options that end the job, and wait until then.</param>
    public void CheckAsync(ParseResult parse, params Option<bool>[] ending)
    {
        if (parse.GetResult(Timeout) is not null && parse.GetValue(Timeout) < 1)
        {
            throw new UsageException(string.Create(CultureInfo.InvariantCulture,
                $"Numeric value '{parse.GetValue(Timeout)}' for <timeout> option is malformed or out of range"));
        }

        if (!parse.GetValue(Async) || parse.GetValue(Wait) || ending.Any(parse.GetValue))
        {
            return;
        }

        if (ending.Length == 0)
        {
            throw new UsageException("Option --wait is required by option --async");
        }

        if (parse.GetResult(Timeout) is null)
        {
            throw new UsageException($"--async requires at least one of --timeout, --wait, {string.Join(", or ", ending.Select(o => o.Name))}");
        }
    }

    /// <summary>Whether the verb stays.</summary>
    public bool Stays(ParseResult parse, bool ends = false) => parse.GetValue(Wait) || ends || (parse.GetValue(Verbose) && parse.GetValue(Wait));

    /// <summary>Stays until the job is ready or over; false where it was aborted because the time was up or somebody pressed Ctrl+C.</summary>
    public bool Until(ParseResult parse, Io io, GuestBlockJobs jobs, string guest, string disk, string id, string label)
    {
        long end = parse.GetResult(Timeout) is null ? long.MaxValue : Environment.TickCount64 + (parse.GetValue(Timeout) * 1000L);
        using var progress = new ProgressLine(io, label);
        using var interrupt = new Interruption();
        bool done = jobs.Wait(guest, disk, id, at =>
        {
            if (parse.GetValue(Verbose))
            {
                progress.Show(at.Part);
            }

            return Environment.TickCount64 < end && !interrupt.Happened;
        });
        if (!done)
        {
            jobs.Abort(guest, disk, wait: !parse.GetValue(Async));
        }
        else if (parse.GetValue(Verbose))
        {
            progress.Show(1);
        }

        return done;
    }

    public static ulong Number(string text, string option) =>
        ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number : throw new UsageException($"Numeric value '{text}' for <{option}> option is malformed or out of range");
}
