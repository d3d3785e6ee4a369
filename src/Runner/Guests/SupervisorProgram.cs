using System.Globalization;
using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Guests;

/// <summary>
/// How the supervisor is started: this same program with the hidden verb <c>supervise STATE-DIRECTORY NAME NUMBER</c>. It inherits its listening socket as
/// descriptor 3, the lock that makes it the only one as descriptor 4 and, from a launcher, the negotiated monitor connection as descriptor 5 and the
/// ends of pipes from 6 on.
/// </summary>
public sealed record SupervisorProgram(string Program, IReadOnlyList<string> LeadingArguments)
{
    public const string Verb = "supervise";

    /// <summary>The hidden verb that ends block jobs which have concluded: <c>finish-jobs STATE-DIRECTORY NAME</c>.</summary>
    public const string FinishVerb = "finish-jobs";

    private const int Backlog = 16;

    public const int ListenerNumber = 3;
    public const int LockNumber = 4;
    public const int MonitorNumber = 5;

    /// <summary>Behind the monitor, from a launcher: where to read what goes into <see cref="GuestRecord.LoggedFiles"/>, one after the other.</summary>
    public const int FirstFileNumber = 6;

    /// <summary>
    /// A bounded heap (128 MiB, in hexadecimal digits) and no thread for background collections: a supervisor has next to nothing to remember.
    /// </summary>
    private static readonly KeyValuePair<string, string>[] RuntimeSettings =
    [
        new("DOTNET_gcConcurrent", "0"),
        new("DOTNET_GCHeapHardLimit", "8000000"),
        new("DOTNET_GCgen0size", "40000"),
        new("DOTNET_GCHeapCount", "1"),
        new("DOTNET_TieredPGO", "0"),
    ];

    /// <summary>The running program itself, or the one that stands beside the running code.</summary>
    public static SupervisorProgram Default => new(OwnProgram.Here.Path, OwnProgram.Here.LeadingArguments);

    /// <summary>
    /// Starts a supervisor for the guest; it can be connected to at once, since its socket listens already. Does nothing where one lives:
    /// <paramref name="held"/> is the lock
    /// that the supervisor keeps as long as it lives.
    /// </summary>
    internal void Start(GuestStore store, GuestRecord record, FileLock held, FileDescriptor? monitor, IReadOnlyList<FileDescriptor>? files = null)
    {
        using FileDescriptor listener = Listen(record.SupervisorSocket);
        using FileDescriptor? log = GuestOutput.TryOpen(store.DirectoryOf(record.Name)) ?? TryOpenLog(record.LogFile);
        var descriptors = new List<HandedDescriptor> { new(listener, ListenerNumber), new(held.Descriptor, LockNumber) };
        if (monitor is not null)
        {
            descriptors.Add(new(monitor, MonitorNumber));
            descriptors.AddRange((files ?? []).Select((f, i) => new HandedDescriptor(f, FirstFileNumber + i)));
        }

        int pid = ProcessSpawner.Spawn(new SpawnRequest(Program,
            [.. LeadingArguments, Verb, store.Settings.StateDirectory, record.Name, record.Id.ToString(CultureInfo.InvariantCulture), monitor is null
            ? "attach" : "inherit"])
        {
            Environment = [.. OwnProgram.PassedEnvironment(), .. RuntimeSettings],
            Descriptors = descriptors,
            Output = log,
            NewSession = true,
            WorkingDirectory = "/",
        });
        held.LeaveToHeir();
        SupervisorUnit.Ask(record, pid);
    }

    /// <summary>Where the directory takes no socket any more (read-only, full), an abstract name of the same words serves.</summary>
    private static FileDescriptor Listen(string path)
    {
        try
        {
            return UnixSockets.Listen(path, FileModes.OwnerFile, Backlog, nonBlocking: true);
        }
        catch (NativeException e) when (e.Number is Errno.EROFS or Errno.ENOSPC or Errno.EADDRINUSE)
        {
            return UnixSockets.ListenAbstract(path, Backlog);
        }
    }

    /// <summary>A log that cannot be opened must not keep anybody from minding the guest.</summary>
    private static FileDescriptor? TryOpenLog(string path)
    {
        try
        {
            return Files.OpenOutput(path, append: true, FileModes.OwnerFile);
        }
        catch (NativeException)
        {
            return null;
        }
    }

    /// <summary>Starts a process that does what is left to do for block jobs of the guest; nobody waits for it.</summary>
    internal static int FinishJobs(GuestStore store, string guest)
    {
        SupervisorProgram own = Default;
        return ProcessSpawner.Spawn(new SpawnRequest(own.Program, [.. own.LeadingArguments, FinishVerb, store.Settings.StateDirectory, guest])
        {
            Environment = [.. OwnProgram.PassedEnvironment()],
            NewSession = true,
            WorkingDirectory = "/",
        });
    }
}
