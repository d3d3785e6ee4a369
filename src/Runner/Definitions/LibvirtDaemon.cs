using System.Globalization;

namespace VirshLite.Runner.Definitions;

/// <summary>Whether a libvirt daemon minds this host's guests, or may come up and do so (host-takeover.md 2.2).</summary>
internal sealed class LibvirtDaemon(bool privileged, string root = "")
{
    private static readonly string[] Names = ["libvirtd", "virtqemud"];

    private static readonly string[] ProgramDirectories = ["/usr/sbin", "/usr/local/sbin", "/usr/bin"];

    private static readonly string[] UnitDirectories = ["/etc/systemd/system", "/run/systemd/system"];

    /// <summary>It runs now: the process that its pid file names is one.</summary>
    public bool IsRunning => Array.Exists(Names, Runs);

    /// <summary>It is not installed, or (system mode) masked, and does not run: its files are nobody's memory.</summary>
    public bool IsAway => Array.TrueForAll(Names, name => !IsInstalled(name) || (privileged && IsMasked(name))) && !IsRunning;

    private bool IsInstalled(string name) => Array.Exists(ProgramDirectories, d => File.Exists($"{root}{d}/{name}"));

    private bool IsMasked(string name) => Array.Exists(UnitDirectories, d => new FileInfo($"{root}{d}/{name}.service").LinkTarget == "/dev/null");

    private bool Runs(string name) => PidOf(name) is not null;

    /// <summary>The process of a daemon that runs: the one that its pid file names.</summary>
    public int? PidOf(string name)
    {
        string? directory = privileged ? "/run" : Environment.GetEnvironmentVariable("XDG_RUNTIME_DIR") is { Length: > 0 } runtime
            ? runtime + "/libvirt" : null;
        string file = $"{root}{directory}/{name}.pid";
        try
        {
            return directory is not null && File.Exists(file)
                && int.TryParse(File.ReadAllText(file).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out int pid)
                && File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/comm")).Trim() == name ? pid : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
