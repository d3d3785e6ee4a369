using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// Files that character devices write to, and their logs, as libvirt's virtlogd has them (startup.md 4 and 9): QEMU writes into pipes, the guest's supervisor
/// moves that into the files and begins new ones before they grow beyond their limits. QEMU cannot tell, and never waits for a supervisor that is gone: what it
/// writes until there is a new one is lost, as without virtlogd.
/// </summary>
/// <param name="runDirectory">The run's own.</param>
/// <param name="limits">Of each file.</param>
internal sealed class LoggedFiles(string runDirectory, LogLimits limits) : IDisposable
{
    private readonly List<LoggedFile> files = [];
    private readonly List<FileDescriptor> ends = [];

    public IReadOnlyList<LoggedFile> Files => files;

    /// <summary>The ends to read from, in the order of <see cref="Files"/>: while one of them is open, QEMU's words find somebody.</summary>
    public IReadOnlyList<FileDescriptor> Ends => ends;

    /// <summary>QEMU's end; the file itself where it is none that can grow: a terminal, /dev/null.</summary>
    public FileDescriptor Open(OutputFile output)
    {
        using OutputPlace place = OutputPlace.Of(output.Path);
        FileDescriptor file = place.Open(output.Append);
        if (limits.MaxBytes == 0 || FileStatus.Of($"/proc/self/fd/{file.Number}") is not { IsRegular: true })
        {
            return file;
        }

        file.Dispose();
        string name = string.Create(CultureInfo.InvariantCulture, $"{GuestOutput.FileName}-{files.Count}");
        string pipe = $"{runDirectory}/{name}";
        Native.Files.Delete(pipe);
        Native.Files.MakePipe(pipe, FileModes.OwnerFile);
        ends.Add(GuestOutput.OpenEnd(pipe));
        files.Add(new LoggedFile(name, output.Path));
        FileDescriptor end = Native.Files.OpenWrite(pipe);
        _ = Libc.fcntl(end, Libc.F_SETPIPE_SZ, GuestOutput.Capacity);
        return end;
    }

    public void Dispose() => ends.ForEach(e => e.Dispose());
}
