using System.Runtime.ExceptionServices;

namespace VirshLite.Runner.Native;

/// <summary>
/// A thread that sees other mounts than the rest of this program: those of a namespace of its own, or of a running process. What it spawns sees them too
/// (confinement.md 6.2 A). The thread ends when this is disposed, and never serves anything else; the namespace lives as long as a process is in it.
/// </summary>
internal sealed class MountNamespace : IDisposable
{
    private readonly SemaphoreSlim wanted = new(0);
    private readonly SemaphoreSlim done = new(0);
    private readonly Thread thread;
    private Action? work;
    private ExceptionDispatchInfo? failure;

    private MountNamespace(Action enter)
    {
        thread = new Thread(Loop) { IsBackground = true, Name = "mounts" };
        thread.Start();
        try
        {
            Run(enter);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>Mounts as they are now. What the host mounts later shows there too; what is mounted there does not show on the host.</summary>
    /// <exception cref="NativeException">This process may not have one.</exception>
    public static MountNamespace Make() => new(() =>
    {
        if (Libc.unshare(Libc.CLONE_NEWNS) < 0 || Libc.mount("none", "/", null, Libc.MS_SLAVE | Libc.MS_REC, 0) < 0)
        {
            throw NativeException.Last("cannot make a mount namespace");
        }
    });

    /// <summary>The mounts that a process sees.</summary>
    /// <exception cref="NativeException">It is gone, or this process may not look at it.</exception>
    public static MountNamespace Of(ProcessIdentity process)
    {
        using FileDescriptor space = Files.OpenRead(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/proc/{process.Pid}/ns/mnt"));
        if (!process.IsAlive)
        {
            throw new NativeException("cannot look at a process's mounts", Errno.ESRCH);
        }

        return new(() =>
        {
            // a thread that shares its working directory with others cannot change over
            if (Libc.unshare(Libc.CLONE_FS) < 0 || Libc.setns(space.Number, Libc.CLONE_NEWNS) < 0)
            {
                throw NativeException.Last("cannot enter a mount namespace");
            }
        });
    }

    /// <summary>Does something in that thread, and waits for it.</summary>
    public void Run(Action action)
    {
        work = action;
        wanted.Release();
        done.Wait();
        ExceptionDispatchInfo? thrown = failure;
        failure = null;
        thrown?.Throw();
    }

    public T Run<T>(Func<T> function)
    {
        T result = default!;
        Run(() => { result = function(); });
        return result;
    }

    public void Dispose()
    {
        work = null;
        wanted.Release();
        thread.Join();
        wanted.Dispose();
        done.Dispose();
    }

    private void Loop()
    {
        while (true)
        {
            wanted.Wait();
            if (work is not { } next)
            {
                return;
            }

            try
            {
                next();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }

            done.Release();
        }
    }
}
