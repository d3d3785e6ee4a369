using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>A file that QEMU's stream goes into or comes out of, with programs (gzip, dd …) in between where there are any.</summary>
internal sealed class FilteredStream : IDisposable
{
    private readonly StreamFile wanted;
    private readonly List<(int Pid, string Program)> filters = [];

    private FilteredStream(StreamFile wanted, FileDescriptor qemuEnd)
    {
        this.wanted = wanted;
        QemuEnd = qemuEnd;
    }

    /// <summary>What QEMU gets.</summary>
    public FileDescriptor QemuEnd { get; private set; }

    /// <exception cref="GuestException">A program is missing.</exception>
    public static FilteredStream Open(StreamFile wanted)
    {
        int direct = wanted.Direct ? Libc.O_DIRECT : 0;
        FileDescriptor file = wanted.ForWriting
            ? Files.OpenMade(wanted.Path, Libc.O_WRONLY | direct) : Files.Open(wanted.Path, Libc.O_RDONLY | direct, UnixFileMode.None);
        Files.Seek(file, wanted.Offset, wanted.Path);
        var stream = new FilteredStream(wanted, file);
        try
        {
            // from the file's side: each program takes the place of what QEMU would get
            foreach (IReadOnlyList<string> filter in wanted.Filters.Reverse())
            {
                stream.Insert(filter);
            }

            return stream;
        }
        catch
        {
            stream.Abandon();
            stream.Dispose();
            throw;
        }
    }

    /// <summary>QEMU is through: nothing more comes. Waits until the programs have passed everything on.</summary>
    /// <exception cref="GuestException">One of them failed.</exception>
    public void Finish()
    {
        QemuEnd.Dispose();
        foreach ((int pid, string program) in filters)
        {
            ExitStatus status = ChildProcesses.Wait(pid) ?? default;
            if (!status.Success)
            {
                throw new GuestException($"operation failed: '{program}' could not {(wanted.ForWriting ? "write" : "read")} '{wanted.Path}': {status}");
            }
        }

        filters.Clear();
    }

    /// <summary>Nothing is waited for.</summary>
    public void Abandon()
    {
        QemuEnd.Dispose();
        foreach ((int pid, string _) in filters)
        {
            ProcessIdentity.Of(pid)?.Kill();
            ChildProcesses.Wait(pid);
        }

        filters.Clear();
    }

    public void Dispose() => Abandon();

    private void Insert(IReadOnlyList<string> filter)
    {
        string program = ProgramPath.FindHelper(filter[0])
            ?? throw new GuestException($"operation failed: Compression program for save image format in configuration file isn't available: {filter[0]}");
        (FileDescriptor read, FileDescriptor write) = Files.Pipe();
        using FileDescriptor former = QemuEnd;
        using FileDescriptor given = wanted.ForWriting ? read : write;
        QemuEnd = wanted.ForWriting ? write : read;
        using FileDescriptor nowhere = Files.OpenWrite("/dev/null");
        int pid = ProcessSpawner.Spawn(new SpawnRequest(program, [.. filter.Skip(1)])
        {
            Input = wanted.ForWriting ? given : former,
            Output = wanted.ForWriting ? former : given,
            Error = nowhere,
        });
        filters.Add((pid, filter[0]));
    }
}
