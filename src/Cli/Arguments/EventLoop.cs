using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using VirshLite.Cli.Output;

namespace VirshLite.Cli.Arguments;

/// <summary>How long the verbs that wait for events wait, and how they print: <c>--loop --timeout --timestamp</c>.</summary>
internal sealed class EventLoop
{
    private readonly Option<bool> loop = new("--loop") { Description = "go on after the first" };
    private readonly Option<int?> timeout = new("--timeout") { Description = "for so long at most", HelpName = "SECONDS" };
    private readonly Option<bool> timestamp = new("--timestamp") { Description = "with the time" };

    public static EventLoop AddTo(Command command)
    {
        var made = new EventLoop();
        foreach (Option option in (Option[])[made.loop, made.timeout, made.timestamp])
        {
            command.Options.Add(option);
        }

        return made;
    }

    /// <summary>Whether each line begins with the time.</summary>
    public bool IsStamped(ParseResult parse) => parse.GetValue(timestamp);

    /// <param name="parse">The command line.</param>
    /// <param name="io">Where events are printed.</param>
    /// <param name="next">Waits for the next event for so long; null where none came that is wanted.</param>
    public int Run(ParseResult parse, Io io, Func<TimeSpan, Occurrence?> next)
    {
        if (parse.GetValue(timeout) is < 1)
        {
            throw new UsageException("invalid timeout");
        }

        bool isInterrupted = false;
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            isInterrupted = true;
        });
        var limit = TimeSpan.FromSeconds(parse.GetValue(timeout) ?? int.MaxValue);
        var time = Stopwatch.StartNew();
        int received = 0;
        while (!isInterrupted && time.Elapsed < limit && (received == 0 || parse.GetValue(loop)))
        {
            TimeSpan left = limit - time.Elapsed;
            if (next(left < TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1)) is { } happened)
            {
                happened.Print(io, GlobalOptions.IsJson(parse), IsStamped(parse));
                received++;
            }
        }

        if (GlobalOptions.IsJson(parse))
        {
            Occurrence.PrintEnd(io, received);
            return received > 0 ? ExitCode.Done : ExitCode.Failed;
        }

        if (isInterrupted)
        {
            io.Out.WriteLine("event loop interrupted");
        }
        else if (time.Elapsed >= limit)
        {
            io.Out.WriteLine("event loop timed out");
        }

        io.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"events received: {received}"));
        io.Out.WriteLine();
        return received > 0 ? ExitCode.Done : ExitCode.Failed;
    }
}
