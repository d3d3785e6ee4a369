using System.Text;

namespace VirshLite.Runner.Native;

/// <summary>What a short helper command did: how it ended and all that it wrote, as UTF-8.</summary>
public sealed record CommandResult(string CommandLine, ExitStatus Status, string Output, string Error)
{
    /// <summary>libvirt's sentence for a command that failed.</summary>
    public string FailureText => $"Child process ({CommandLine}) unexpected {Status}: {Error.Trim()}";
}

/// <summary>Runs a short command to its end (ip, tc, ovs-vsctl, qemu-img …) and gives back what it said.</summary>
public static class CommandRunner
{
    /// <exception cref="NativeException">The program is not there or cannot be executed.</exception>
    public static CommandResult Run(string program, params IReadOnlyList<string> arguments) => Run(program, arguments, []);

    public static CommandResult Run(string program, IReadOnlyList<string> arguments, IReadOnlyList<HandedDescriptor> descriptors)
    {
        string path = ProgramPath.FindHelper(program) ?? throw new NativeException($"Cannot find '{program}' in path", Errno.ENOENT);
        (FileDescriptor outRead, FileDescriptor outWrite) = UnixSockets.Pair();
        (FileDescriptor errRead, FileDescriptor errWrite) = UnixSockets.Pair();
        using FileDescriptor outputEnd = outRead, errorEnd = errRead;
        int pid;
        using (outWrite)
        using (errWrite)
        {
            pid = ProcessSpawner.Spawn(new SpawnRequest(path, arguments) { Output = outWrite, Error = errWrite, Descriptors = descriptors });
        }

        (string output, string error) = ReadBoth(outputEnd, errorEnd);
        ExitStatus status = ChildProcesses.Wait(pid) ?? default;
        return new CommandResult(program + " " + string.Join(' ', arguments), status, output, error);
    }

    private static (string Output, string Error) ReadBoth(FileDescriptor output, FileDescriptor error)
    {
        var texts = new[] { new MemoryStream(), new MemoryStream() };
        FileDescriptor[] files = [output, error];
        bool[] open = [true, true];
        Span<byte> buffer = stackalloc byte[4096];
        while (open[0] || open[1])
        {
            int ready = open[0] && open[1] ? Poller.WaitReadable(output, error, Timeout.InfiniteTimeSpan) : open[0] ? 0 : 1;
            nint count = Libc.read(files[ready].Number, ref buffer[0], buffer.Length);
            if (count > 0)
            {
                texts[ready].Write(buffer[..(int)count]);
            }
            else if (count == 0 || Errno.Last != Errno.EINTR)
            {
                open[ready] = false;
            }
        }

        return (Encoding.UTF8.GetString(texts[0].GetBuffer(), 0, (int)texts[0].Length), Encoding.UTF8.GetString(texts[1].GetBuffer(), 0, (int)texts[1].Length));
    }
}
