using VirshLite.Runner.Native;
using VirshLite.Translator;

namespace VirshLite.Runner.Guests;

/// <summary>Where this program keeps its things: system mode for root, session mode (XDG directories) for everybody else (startup.md 2 and 13).</summary>
public static class GuestDirectories
{
    /// <summary>The settings with the directories of the caller's mode; all else stays as it is.</summary>
    public static Settings Apply(Settings settings, bool? system = null) => system ?? IsRoot ? System(settings) : Session(settings);

    public static bool IsRoot => Libc.geteuid() == 0;

    public static Settings System(Settings settings) => settings with
    {
        Privileged = true,
        LibDirectory = "/var/lib/virshlite",
        StateDirectory = "/run/virshlite",
        ChannelDirectory = "/run/virshlite/channel",
        MemoryBackingDirectory = "/var/lib/virshlite/ram",
        NvramDirectory = "/var/lib/virshlite/nvram",
        LogDirectory = "/var/log/virshlite",
        SwtpmStateDirectory = "/var/lib/virshlite/swtpm",
        ConfigDirectory = "/etc/virshlite",
    };

    public static Settings Session(Settings settings)
    {
        string home = Environment.GetEnvironmentVariable("HOME") is { Length: > 0 } h ? h : "/";
        string data = Directory("XDG_DATA_HOME", home + "/.local/share");
        string cache = Directory("XDG_CACHE_HOME", home + "/.cache");
        string run = Directory("XDG_RUNTIME_DIR", cache + "/virshlite/run");
        return settings with
        {
            Privileged = false,
            LibDirectory = data,
            StateDirectory = run,
            ChannelDirectory = run + "/channel",
            MemoryBackingDirectory = data + "/ram",
            NvramDirectory = data + "/nvram",
            LogDirectory = cache + "/log",
            SwtpmStateDirectory = data + "/swtpm",
            ConfigDirectory = Directory("XDG_CONFIG_HOME", home + "/.config"),
        };
    }

    /// <summary>The same layout below one directory of the caller's choice (tests, trials).</summary>
    public static Settings Below(Settings settings, string root) => settings with
    {
        LibDirectory = root + "/lib",
        StateDirectory = root + "/run",
        ChannelDirectory = root + "/run/channel",
        MemoryBackingDirectory = root + "/lib/ram",
        NvramDirectory = root + "/lib/nvram",
        LogDirectory = root + "/log",
        SwtpmStateDirectory = root + "/lib/swtpm",
        ConfigDirectory = root + "/etc",
    };

    private static string Directory(string variable, string otherwise) =>
        (Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : otherwise) + "/virshlite";
}
