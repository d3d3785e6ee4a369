using System.Diagnostics;
using System.Text;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.Commands;

/// <summary>A short command that is handed descriptors under numbers of its own, which no library does.</summary>
internal static class SpawnedCommand
{
    public static CommandResult Run(HostCommand command, string path)
    {
        (FileDescriptor outputEnd, FileDescriptor output) = UnixSockets.Pair();
        (FileDescriptor errorEnd, FileDescriptor error) = UnixSockets.Pair();
        using (outputEnd)
        using (errorEnd)
        {
            int pid;
            using (output)
            using (error)
            {
                pid = ProcessSpawner.Spawn(new SpawnRequest(path, command.Arguments)
                {
                    Environment = command.Environment is { } environment ? [.. environment] : null,
                    Output = output,
                    Error = error,
                    Descriptors = command.Descriptors,
                    WorkingDirectory = "/",
                });
            }

            (string said, string complained, bool ended) = ReadBoth(outputEnd, errorEnd, command.TimeLimit);
            if (!ended)
            {
                _ = Libc.kill(pid, Libc.SIGKILL);
            }

            ExitStatus status = ChildProcesses.Wait(pid) ?? default;
            int code = !ended ? CommandResult.TimedOut : status.Exited ? status.Code : 128 + status.Signal;
            return new CommandResult(command.Text, code, said, ended ? complained : $"it did not end within {command.TimeLimit.TotalSeconds:0} seconds");
        }
    }

    private static (string Output, string Error, bool Ended) ReadBoth(FileDescriptor output, FileDescriptor error, TimeSpan limit)
    {
        MemoryStream[] texts = [new(), new()];
        FileDescriptor[] files = [output, error];
        bool[] open = [true, true];
        byte[] buffer = new byte[4096];
        var time = Stopwatch.StartNew();
        while (open[0] || open[1])
        {
            TimeSpan left = limit - time.Elapsed;
            int ready = Poller.WaitReadable(open[0] ? output : error, open[0] && open[1] ? error : null, left > TimeSpan.Zero ? left : TimeSpan.Zero);
            if (ready < 0)
            {
                return ("", "", false);
            }

            int file = open[0] ? ready : 1;
            nint count = Libc.read(files[file], ref buffer[0], buffer.Length);
            if (count > 0)
            {
                texts[file].Write(buffer.AsSpan(0, (int)count));
            }
            else if (count == 0 || Errno.Last != Errno.EINTR)
            {
                open[file] = false;
            }
        }

        return (Text(texts[0]), Text(texts[1]), true);
    }

    private static string Text(MemoryStream bytes) => Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
}
