using System.Runtime.InteropServices;

namespace VirshLite.Runner.Native;

#pragma warning disable IDE1006, SA1300

/// <summary>Processes, signals, limits and scheduling.</summary>
internal static partial class Libc
{
    public const int SIGHUP = 1;
    public const int SIGINT = 2;
    public const int SIGKILL = 9;
    public const int SIGPIPE = 13;
    public const int SIGTERM = 15;

    public const int WNOHANG = 1;

    public const short POSIX_SPAWN_SETSIGDEF = 0x04;
    public const short POSIX_SPAWN_SETSIGMASK = 0x08;
    public const short POSIX_SPAWN_SETSID = 0x80;

    public const int RLIMIT_CPU = 0;
    public const int RLIMIT_FSIZE = 1;
    public const int RLIMIT_DATA = 2;
    public const int RLIMIT_CORE = 4;
    public const int RLIMIT_RSS = 5;
    public const int RLIMIT_NPROC = 6;
    public const int RLIMIT_NOFILE = 7;
    public const int RLIMIT_MEMLOCK = 8;
    public const int RLIMIT_AS = 9;

    public const int PR_SET_NAME = 15;
    public const int PR_SCHED_CORE = 62;

    public const int SYS_pidfd_open = 434;
    public const int SYS_pidfd_send_signal = 424;
    public const int SYS_close_range = 436;
    public const nint CLOSE_RANGE_CLOEXEC = 4;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int posix_spawn(out int pid, string path, nint fileActions, nint attributes, nint argv, nint envp);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_init(nint actions);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_destroy(nint actions);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_adddup2(nint actions, int fd, int newFd);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_addclose(nint actions, int fd);

    [LibraryImport(Library)]
    public static partial int posix_spawn_file_actions_addclosefrom_np(nint actions, int from);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int posix_spawn_file_actions_addopen(nint actions, int fd, string path, int flags, uint mode);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int posix_spawn_file_actions_addchdir_np(nint actions, string path);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_init(nint attributes);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_destroy(nint attributes);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_setflags(nint attributes, short flags);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_setsigdefault(nint attributes, nint set);

    [LibraryImport(Library)]
    public static partial int posix_spawnattr_setsigmask(nint attributes, nint set);

    [LibraryImport(Library)]
    public static partial int sigemptyset(nint set);

    [LibraryImport(Library)]
    public static partial int sigfillset(nint set);

    [LibraryImport(Library)]
    public static partial int sigdelset(nint set, int signal);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int waitpid(int pid, out int status, int options);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int kill(int pid, int signal);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint syscall(nint number, nint first, nint second);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint syscall(nint number, nint first, nint second, nint third);

    [LibraryImport(Library, SetLastError = true)]
    public static partial nint syscall(nint number, nint first, nint second, nint third, nint fourth);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int getrlimit(int resource, ref ResourceLimit limit);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setrlimit(int resource, ref ResourceLimit limit);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sched_setaffinity(int pid, nuint size, ref byte mask);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int setpriority(int which, int who, int niceness);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int sched_setscheduler(int pid, int policy, ref int parameter);

    [LibraryImport(Library, SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int prctl(int option, string argument);

    [LibraryImport(Library, SetLastError = true)]
    public static partial int prctl(int option, nuint second, nuint third, nuint fourth, nuint fifth);

    [StructLayout(LayoutKind.Sequential)]
    public struct ResourceLimit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
