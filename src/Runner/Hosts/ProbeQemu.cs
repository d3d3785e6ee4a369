using System.Globalization;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Capabilities;

namespace VirshLite.Runner.Hosts;

/// <summary>
/// A QEMU without a machine, started only to be asked what it can do (capabilities.md 1.1). It lives in a directory of its own; both are gone after
/// <see cref="Dispose"/>. What an earlier probe left behind because it was killed is cleared away by the next.
/// </summary>
internal sealed class ProbeQemu : IDisposable
{
    private const string Prefix = "qmp-";

    /// <summary>What of the caller's environment QEMU gets to see.</summary>
    private static readonly string[] PassedOn = ["LD_PRELOAD", "LD_LIBRARY_PATH", "PATH", "HOME", "USER", "LOGNAME", "TMPDIR"];

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string directory;
    private ProbeSession? session;

    private ProbeQemu(string directory) => this.directory = directory;

    public IQmpSession Session => session!;

    /// <summary>Starts QEMU and connects to it.</summary>
    /// <param name="accelerators">As in <c>-machine accel=</c>: <c>kvm:tcg</c> or <c>tcg</c>.</param>
    /// <param name="workDirectory">Where the probe's directory is made; short enough for a socket's path.</param>
    /// <param name="runAs">The user that QEMU runs as, for a caller who is root; null = the caller.</param>
    /// <exception cref="CapabilityProbeException">QEMU does not start; the text has what it says.</exception>
    public static ProbeQemu Start(string emulator, string accelerators, string workDirectory, RunAs? runAs)
    {
        string directory = MakeDirectory(workDirectory, runAs);
        var process = new ProbeQemu(directory);
        try
        {
            process.Launch(emulator, accelerators, runAs);
            process.session = new ProbeSession(directory + "/qmp.monitor", Patience);
            return process;
        }
        catch
        {
            process.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        session?.Dispose();
        Remove(directory);
    }

    /// <summary>Clears away what probes left behind whose process is no more.</summary>
    public static void RemoveLeftovers(string workDirectory)
    {
        if (!Directory.Exists(workDirectory))
        {
            return;
        }

        foreach (string directory in Directory.EnumerateDirectories(workDirectory, Prefix + "*"))
        {
            string owner = Path.GetFileName(directory)[Prefix.Length..].Split('-')[0];
            if (int.TryParse(owner, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) && !Directory.Exists($"/proc/{pid}"))
            {
                Remove(directory);
            }
        }
    }

    private void Launch(string emulator, string accelerators, RunAs? runAs)
    {
        string[] arguments =
        [
            "-S", "-no-user-config", "-nodefaults", "-nographic", "-machine", "none,accel=" + accelerators,
            "-qmp", $"unix:{directory}/qmp.monitor,server=on,wait=off", "-pidfile", directory + "/qmp.pid", "-daemonize",
        ];
        var environment = new Dictionary<string, string> { ["LC_ALL"] = "C" };
        foreach (string name in PassedOn)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                environment[name] = value;
            }
        }

        HostCommand command = runAs is null ? new(emulator, arguments)
            : new("setpriv", [.. runAs.WordsForProbe(EmulatorTrust.IsRoots(emulator)), emulator, .. arguments]);
        try
        {
            CommandResult result = (command with { Environment = environment, TimeLimit = Patience }).Run();
            if (!result.Success)
            {
                throw new CapabilityProbeException($"{emulator} does not start: {result.LastWords}");
            }
        }
        catch (NativeException e)
        {
            throw new CapabilityProbeException($"{emulator} cannot be run: {e.Message}");
        }
    }

    private static string MakeDirectory(string workDirectory, RunAs? runAs)
    {
        try
        {
            string directory = $"{workDirectory}/{Prefix}{Environment.ProcessId}-{Random.Shared.Next():x}";
            Directory.CreateDirectory(workDirectory);
            Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            if (runAs is not null)
            {
                using FileDescriptor made = Files.OpenDirectory(directory);
                Files.SetOwner(made, runAs.Owner, directory);
            }

            return directory;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NativeException)
        {
            throw new CapabilityProbeException($"No directory for QEMU's monitor can be made below {workDirectory}: {e.Message}");
        }
    }

    /// <summary>Ends the QEMU of a probe's directory and removes the directory.</summary>
    private static void Remove(string directory)
    {
        try
        {
            string pidFile = directory + "/qmp.pid";
            if (File.Exists(pidFile) &&
                int.TryParse(File.ReadAllText(pidFile).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int pid) &&
                File.Exists($"/proc/{pid}/cmdline") &&
                File.ReadAllText($"/proc/{pid}/cmdline").Contains(pidFile, StringComparison.Ordinal))
            {
                ProcessIdentity.Of(pid)?.Kill();
            }

            TrustedTree.Delete(directory);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // gone already, or not ours to remove; neither hurts
        }
    }
}
