using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace VirshLite.Runner.Native;

/// <summary>
/// Starts processes with posix_spawn: no fork in managed code, and each descriptor arrives under exactly the number the request gives it. Umask and
/// resource limits are the spawning process's own for the moment of the call, since posix_spawn cannot set them.
/// </summary>
internal static class ProcessSpawner
{
    /// <summary>posix_spawnattr_t, posix_spawn_file_actions_t and sigset_t of the C libraries in use are all smaller.</summary>
    private const int OpaqueSize = 512;

    private static readonly Lock Gate = new();

    /// <summary>The new process's id. It is a child of this process until this one ends; then init has it.</summary>
    /// <exception cref="NativeException">The program cannot be started.</exception>
    public static unsafe int Spawn(SpawnRequest request)
    {
        byte* opaque = stackalloc byte[OpaqueSize * 3];
        nint actions = (nint)opaque;
        nint attributes = (nint)(opaque + OpaqueSize);
        nint signals = (nint)(opaque + (OpaqueSize * 2));
        using var argv = new StringArray(request.Program, request.Arguments);
        using StringArray? envp = request.Environment is { } environment ? new StringArray(environment) : null;
        var moved = new List<FileDescriptor>();
        Check(Libc.posix_spawn_file_actions_init(actions), request);
        Check(Libc.posix_spawnattr_init(attributes), request);
        try
        {
            AddDescriptors(request, actions, moved);
            if (request.WorkingDirectory is { } directory)
            {
                Check(Libc.posix_spawn_file_actions_addchdir_np(actions, directory), request);
            }

            _ = Libc.sigemptyset(signals);
            Check(Libc.posix_spawnattr_setsigmask(attributes, signals), request);
            _ = Libc.sigfillset(signals);
            Check(Libc.posix_spawnattr_setsigdefault(attributes, signals), request);
            int flags = Libc.POSIX_SPAWN_SETSIGDEF | Libc.POSIX_SPAWN_SETSIGMASK | (request.NewSession ? Libc.POSIX_SPAWN_SETSID : 0);
            Check(Libc.posix_spawnattr_setflags(attributes, (short)flags), request);
            return SpawnUnderLimits(request, actions, attributes, argv.Pointer, envp?.Pointer ?? Environ());
        }
        finally
        {
            _ = Libc.posix_spawn_file_actions_destroy(actions);
            _ = Libc.posix_spawnattr_destroy(attributes);
            moved.ForEach(m => m.Dispose());
        }
    }

    private static void AddDescriptors(SpawnRequest request, nint actions, List<FileDescriptor> moved)
    {
        // sources move above every number that is handed out, so that no dup2 of the child overwrites a source still wanted
        int lowest = 3;
        foreach (HandedDescriptor handed in request.Descriptors)
        {
            lowest = Math.Max(lowest, handed.Number + 1);
        }

        foreach (int inherited in request.Inherited)
        {
            lowest = Math.Max(lowest, inherited + 1);
        }

        int Move(FileDescriptor source)
        {
            FileDescriptor copy = Files.Duplicate(source, lowest);
            moved.Add(copy);
            return copy.Number;
        }

        if (request.Input is { } input)
        {
            Check(Libc.posix_spawn_file_actions_adddup2(actions, Move(input), 0), request);
        }
        else
        {
            Check(Libc.posix_spawn_file_actions_addopen(actions, 0, "/dev/null", Libc.O_RDONLY, 0), request);
        }

        if (request.Output is { } output)
        {
            Check(Libc.posix_spawn_file_actions_adddup2(actions, Move(output), 1), request);
        }
        else
        {
            Check(Libc.posix_spawn_file_actions_addopen(actions, 1, "/dev/null", Libc.O_WRONLY, 0), request);
        }

        Check(Libc.posix_spawn_file_actions_adddup2(actions, request.Error is { } error ? Move(error) : 1, 2), request);
        foreach (HandedDescriptor handed in request.Descriptors)
        {
            Check(Libc.posix_spawn_file_actions_adddup2(actions, Move(handed.Source), handed.Number), request);
        }

        foreach (int inherited in request.Inherited)
        {
            Check(Libc.posix_spawn_file_actions_adddup2(actions, inherited, inherited), request);
        }

        CloseAllOthers(request, actions, lowest);
    }

    /// <summary>What this program's own caller left open (a shell's redirections, say) is not for the new process.</summary>
    private static void CloseAllOthers(SpawnRequest request, nint actions, int from)
    {
        for (int number = 3; number < from; number++)
        {
            if (!request.Inherited.Contains(number) && !request.Descriptors.Any(d => d.Number == number))
            {
                Check(Libc.posix_spawn_file_actions_addclose(actions, number), request);
            }
        }

        try
        {
            Check(Libc.posix_spawn_file_actions_addclosefrom_np(actions, from), request);
        }
        catch (EntryPointNotFoundException)
        {
            // a C library without it: everything of ours is close-on-exec anyway
        }
    }

    private static int SpawnUnderLimits(SpawnRequest request, nint actions, nint attributes, nint argv, nint envp)
    {
        lock (Gate)
        {
            var former = new List<(int Resource, Libc.ResourceLimit Limit)>();
            uint? formerMask = request.Umask is { } mask ? Libc.umask(mask) : null;
            try
            {
                foreach (ResourceLimitChange change in request.Limits)
                {
                    Apply(change, former);
                }

                int error = Libc.posix_spawn(out int pid, request.Program, actions, attributes, argv, envp);
                return error == 0 ? pid : throw new NativeException($"Cannot execute '{request.Program}'", error);
            }
            finally
            {
                foreach ((int resource, Libc.ResourceLimit limit) in former)
                {
                    Libc.ResourceLimit value = limit;
                    _ = Libc.setrlimit(resource, ref value);
                }

                if (formerMask is { } old)
                {
                    _ = Libc.umask(old);
                }
            }
        }
    }

    private static void Apply(ResourceLimitChange change, List<(int Resource, Libc.ResourceLimit Limit)> former)
    {
        Libc.ResourceLimit current = default;
        _ = Libc.getrlimit(change.Resource, ref current);
        if (current.Soft == change.Value && current.Hard == change.Value)
        {
            return;
        }

        // a lower hard limit could not be taken back without privileges: then only the soft one moves
        var wanted = new Libc.ResourceLimit { Soft = change.Value, Hard = Libc.geteuid() == 0 ? change.Value : Math.Max(change.Value, current.Hard) };
        if (Libc.setrlimit(change.Resource, ref wanted) == 0)
        {
            former.Add((change.Resource, current));
        }
        else if (change.Required)
        {
            throw NativeException.Last(
                $"cannot limit the {Name(change.Resource)} of QEMU to {Text(change.Value)}: this user's hard limit is {Text(current.Hard)}; a higher one has to be "
                + "given by the administrator (limits.conf, systemd's LimitMEMLOCK=, ulimit)");
        }
    }

    private static string Text(ulong limit) => limit == ulong.MaxValue ? "unlimited" : limit.ToString(CultureInfo.InvariantCulture);

    private static string Name(int resource) => resource switch
    {
        Libc.RLIMIT_CORE => "size of core dumps (bytes)",
        Libc.RLIMIT_NPROC => "number of processes",
        Libc.RLIMIT_NOFILE => "number of open files",
        Libc.RLIMIT_MEMLOCK => "locked memory (bytes)",
        _ => string.Create(CultureInfo.InvariantCulture, $"resource {resource}"),
    };

    private static void Check(int error, SpawnRequest request)
    {
        if (error != 0)
        {
            throw new NativeException($"Cannot prepare the start of '{request.Program}'", error);
        }
    }

    private static nint Environ()
    {
        nint library = NativeLibrary.GetMainProgramHandle();
        return NativeLibrary.TryGetExport(library, "environ", out nint address) ? Marshal.ReadIntPtr(address) : 0;
    }

    /// <summary>A null-terminated array of C strings.</summary>
    private sealed unsafe class StringArray : IDisposable
    {
        private readonly nint block;

        public StringArray(string first, IReadOnlyList<string> rest)
            : this([first, .. rest])
        {
        }

        public StringArray(IReadOnlyList<KeyValuePair<string, string>> pairs)
            : this([.. pairs.Select(p => p.Key + "=" + p.Value)])
        {
        }

        private StringArray(string[] strings)
        {
            int size = (strings.Length + 1) * sizeof(nint);
            foreach (string text in strings)
            {
                size += Encoding.UTF8.GetByteCount(text) + 1;
            }

            block = (nint)NativeMemory.Alloc((nuint)size);
            nint* pointers = (nint*)block;
            byte* bytes = (byte*)(pointers + strings.Length + 1);
            byte* end = (byte*)block + size;
            for (int i = 0; i < strings.Length; i++)
            {
                pointers[i] = (nint)bytes;
                bytes += Encoding.UTF8.GetBytes(strings[i], new Span<byte>(bytes, (int)(end - bytes)));
                *bytes++ = 0;
            }

            pointers[strings.Length] = 0;
        }

        public nint Pointer => block;

        public void Dispose() => NativeMemory.Free((void*)block);
    }
}
