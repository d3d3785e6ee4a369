using VirshLite.Translator.Context;

namespace VirshLite.Runner.Tests;

/// <summary>This program's directories below one of the test's own.</summary>
internal static class TestSettings
{
    public static Settings Below(string root) => new()
    {
        Privileged = Environment.IsPrivilegedProcess,
        LibDirectory = root + "/lib",
        StateDirectory = root + "/run",
        ChannelDirectory = root + "/run/channel",
        MemoryBackingDirectory = root + "/lib/ram",
        NvramDirectory = root + "/lib/nvram",
        LogDirectory = root + "/log",
        SwtpmStateDirectory = root + "/lib/swtpm",
        ConfigDirectory = root + "/etc",

        // an account that every system has
        User = Environment.IsPrivilegedProcess ? "nobody" : null,
    };
}
