using System.Diagnostics;
using System.Globalization;
using System.Text;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests.Guests;

public sealed class GuestLogSpecs : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    private string LogFile => directory.Path + "/g.log";

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_new_file_is_begun_before_one_grows_beyond_its_limit_and_lines_stay_whole()
    {
        var log = new GuestLog(LogFile, new LogLimits(10_000, 3));
        for (int i = 0; i < 6000; i += 3)
        {
            log.Append(Lines(i, 3));
        }

        Directory.GetFiles(directory.Path).Length.ShouldBe(4);
        Directory.GetFiles(directory.Path).ShouldAllBe(f => new FileInfo(f).Length <= 10_000 && File.ReadAllText(f).EndsWith('\n'));
        int[] numbers = Numbers();
        numbers.ShouldBe(Enumerable.Range(numbers[0], 6000 - numbers[0]));
        numbers.Length.ShouldBeGreaterThan(3000);
    }

    [Fact]
    public void A_text_of_many_files_keeps_its_order()
    {
        var log = new GuestLog(LogFile, new LogLimits(1000, 100));

        log.Append(Lines(0, 2000));

        Numbers().ShouldBe(Enumerable.Range(0, 2000));
    }

    [Fact]
    public void A_line_longer_than_a_file_is_cut_and_not_lost()
    {
        var log = new GuestLog(LogFile, new LogLimits(1000, 100));

        log.Append(Encoding.ASCII.GetBytes(new string('x', 4321) + "\n"));

        Directory.GetFiles(directory.Path).Sum(f => new FileInfo(f).Length).ShouldBe(4322);
        Directory.GetFiles(directory.Path).ShouldAllBe(f => new FileInfo(f).Length <= 1000);
    }

    [Fact]
    public void Without_backups_the_file_begins_anew_and_without_a_limit_it_grows()
    {
        var log = new GuestLog(LogFile, new LogLimits(1000, 0));
        log.Append(Lines(0, 500));
        new FileInfo(LogFile).Length.ShouldBeLessThanOrEqualTo(1000);
        Numbers()[^1].ShouldBe(499);

        new GuestLog(LogFile, default).Append(Lines(500, 500));
        new FileInfo(LogFile).Length.ShouldBeGreaterThan(1000);
    }

    [Fact]
    public async Task Writers_that_meet_at_the_limit_lose_nothing()
    {
        var log = new GuestLog(LogFile, new LogLimits(5000, 1000));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (int i = 0; i < 1000; i++)
            {
                log.Append(Lines((writer * 1000) + i, 1));
            }
        })));

        Numbers().Order().ShouldBe(Enumerable.Range(0, 4000));
    }

    [Fact]
    public void What_QEMU_prints_comes_whole_through_one_reader_after_the_other()
    {
        var log = new GuestLog(LogFile, new LogLimits(200_000, 1000));
        (GuestOutput output, FileDescriptor end) = GuestOutput.Create(log, directory.Path);

        // a pipe that nobody has open forgets what is in it, and the writer may end between two readers
        using FileDescriptor held = GuestOutput.TryOpen(directory.Path).ShouldNotBeNull();
        using Process writer = Printing(end, "seq -f 'line %.0f' 0 199999");
        var record = new GuestRecord { Name = "g", Uuid = Guid.Empty, Id = 1, LogFile = LogFile, LogLimits = log.Limits };
        while (!writer.HasExited)
        {
            output.Move();
            output.Dispose();
            output = GuestOutput.Of(record, directory.Path + "/output").ShouldNotBeNull();
        }

        output.MoveAll();
        output.Dispose();
        Numbers().ShouldBe(Enumerable.Range(0, 200_000));
    }

    [Fact]
    public void What_is_printed_while_nobody_reads_is_there_for_the_next_reader()
    {
        var log = new GuestLog(LogFile, LogLimits.Default);
        (GuestOutput output, FileDescriptor end) = GuestOutput.Create(log, directory.Path);
        output.Dispose();
        using Process writer = Printing(end, "seq -f 'line %.0f' 0 4999; exec sleep 60");
        var record = new GuestRecord { Name = "g", Uuid = Guid.Empty, Id = 1, LogFile = LogFile };
        using GuestOutput next = GuestOutput.Of(record, directory.Path + "/output").ShouldNotBeNull();

        var patience = Stopwatch.StartNew();
        while (!File.Exists(LogFile) || !File.ReadAllText(LogFile).EndsWith("line 4999\n", StringComparison.Ordinal))
        {
            patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
            next.Move();
        }

        writer.Kill();
        writer.WaitForExit();
        Numbers().ShouldBe(Enumerable.Range(0, 5000));
        next.Tail().ShouldEndWith("line 4998\nline 4999");
        next.Tail().Length.ShouldBeLessThanOrEqualTo(GuestLog.QuotedBytes);
    }

    [Fact]
    public void After_its_pause_a_file_of_a_serial_port_is_waited_for_without_a_deadline_until_more_comes()
    {
        (FileDescriptor end, FileDescriptor port) = Files.Pipe();
        using (port)
        using (GuestOutput output = GuestOutput.OfFile(new LoggedFile("serial0", LogFile), LogLimits.Default, end))
        {
            File.WriteAllText($"/proc/self/fd/{port.Number}", "line 0\n");

            output.Move().ShouldBeFalse();

            SpinWait.SpinUntil(() => output.IsDue, TimeSpan.FromSeconds(60)).ShouldBeTrue();
            output.MillisecondsToRetry.ShouldBe(-1, "a wait of no time, again and again, takes a whole CPU");
            Numbers().ShouldBe([0]);
        }
    }

    [Fact]
    public void A_full_disk_keeps_what_QEMU_says_for_later_and_never_keeps_QEMU()
    {
        (GuestOutput output, FileDescriptor end) = GuestOutput.Create(new GuestLog("/dev/full", default), directory.Path);
        using (output)
        {
            using Process writer = Printing(end, "seq 0 299999; exec sleep 60");
            var patience = Stopwatch.StartNew();
            while (!HasBecome(writer, "sleep"))
            {
                patience.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(60));
                output.Move().ShouldBeFalse();
                Thread.Sleep(10);
            }

            writer.Kill();
            writer.WaitForExit();
        }
    }

    private static bool HasBecome(Process process, string program) =>
        File.ReadAllText($"/proc/{process.Id}/comm").Trim() == program;

    private static byte[] Lines(int from, int count) =>
        Encoding.ASCII.GetBytes(string.Concat(Enumerable.Range(from, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"line {i}\n"))));

    /// <summary>A program that prints into the pipe, as QEMU would; its end is its own alone.</summary>
    private static Process Printing(FileDescriptor end, string script)
    {
        string path = $"/proc/{Environment.ProcessId}/fd/{end.Number}";
        Process process = Process.Start(new ProcessStartInfo("sh", ["-c", $"exec 1<>'{path}'; echo ready >&2; {script}"]) { RedirectStandardError = true })!;
        process.StandardError.ReadLine().ShouldBe("ready");
        end.Dispose();
        return process;
    }

    /// <summary>The numbers of the lines in all files, oldest first.</summary>
    private int[] Numbers() =>
    [
        .. Directory.GetFiles(directory.Path, "g.log*")
            .OrderByDescending(f => f == LogFile ? -1 : int.Parse(Path.GetExtension(f).AsSpan(1), CultureInfo.InvariantCulture))
            .SelectMany(File.ReadAllLines).Select(l => int.Parse(l["line ".Length..], CultureInfo.InvariantCulture)),
    ];
}
