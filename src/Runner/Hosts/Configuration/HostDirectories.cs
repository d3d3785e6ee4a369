using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>
/// Directories of VirshLite and of libvirt, in system mode and in session mode (startup.md 2 and 13). XDG variables move the session's.
/// </summary>
internal static class HostDirectories
{
    public const string Cache = "/var/cache/virshlite";

    public static Settings Own(bool session, Func<string, string?> environment)
    {
        if (!session)
        {
            return new Settings
            {
                LibDirectory = "/var/lib/virshlite",
                StateDirectory = "/run/virshlite",
                ChannelDirectory = "/run/virshlite/channel",
                MemoryBackingDirectory = "/var/lib/virshlite/ram",
                NvramDirectory = "/var/lib/virshlite/nvram",
                LogDirectory = "/var/log/virshlite",
                SwtpmStateDirectory = "/var/lib/virshlite/swtpm",
                ConfigDirectory = "/etc/virshlite",
            };
        }

        string state = environment("XDG_RUNTIME_DIR") is { Length: > 0 } ? RuntimeDirectory(environment) + "/virshlite" : SessionCache(environment) + "/run";
        string data = Xdg(environment, "XDG_DATA_HOME", ".local/share") + "/virshlite";
        return new Settings
        {
            Privileged = false,
            LibDirectory = data,
            StateDirectory = state,
            ChannelDirectory = state + "/channel",
            MemoryBackingDirectory = data + "/ram",
            NvramDirectory = data + "/nvram",
            LogDirectory = SessionCache(environment) + "/log",
            SwtpmStateDirectory = data + "/swtpm",
            SwtpmLogDirectory = SessionCache(environment) + "/log/swtpm",
            ConfigDirectory = Xdg(environment, "XDG_CONFIG_HOME", ".config") + "/virshlite",
        };
    }

    public static Settings Libvirt(bool session, Func<string, string?> environment)
    {
        if (!session)
        {
            return new Settings();
        }

        string config = Xdg(environment, "XDG_CONFIG_HOME", ".config") + "/libvirt/qemu";
        string state = RuntimeDirectory(environment) + "/libvirt/qemu/run";
        return new Settings
        {
            Privileged = false,
            LibDirectory = config + "/lib",
            StateDirectory = state,
            ChannelDirectory = state + "/channel",
            MemoryBackingDirectory = config + "/ram",
            NvramDirectory = config + "/nvram",
            LogDirectory = Xdg(environment, "XDG_CACHE_HOME", ".cache") + "/libvirt/qemu/log",
            SwtpmStateDirectory = config + "/swtpm",
            SwtpmLogDirectory = Xdg(environment, "XDG_CACHE_HOME", ".cache") + "/libvirt/qemu/log/swtpm",
            ConfigDirectory = config,
        };
    }

    public static string CacheDirectory(bool session, Func<string, string?> environment) => session ? SessionCache(environment) : Cache;

    /// <summary>libvirt's configuration file of that mode.</summary>
    public static string QemuConf(bool session, Func<string, string?> environment) =>
        session ? Xdg(environment, "XDG_CONFIG_HOME", ".config") + "/libvirt/qemu.conf" : "/etc/libvirt/qemu.conf";

    /// <summary>VirshLite's configuration file of that mode.</summary>
    public static string OwnConfiguration(bool session, Func<string, string?> environment) =>
        session ? Xdg(environment, "XDG_CONFIG_HOME", ".config") + "/virshlite/virshlite.json" : "/etc/virshlite/virshlite.json";

    private static string SessionCache(Func<string, string?> environment) => Xdg(environment, "XDG_CACHE_HOME", ".cache") + "/virshlite";

    /// <summary>Where there is no runtime directory (no login session), one below the cache serves.</summary>
    private static string RuntimeDirectory(Func<string, string?> environment) =>
        environment("XDG_RUNTIME_DIR") is { Length: > 0 } directory ? directory : Xdg(environment, "XDG_CACHE_HOME", ".cache");

    private static string Xdg(Func<string, string?> environment, string variable, string inHome) =>
        environment(variable) is { Length: > 0 } directory ? directory : $"{environment("HOME") ?? "/"}/{inHome}".Replace("//", "/", StringComparison.Ordinal);
}
