using VirshLite.Translator.FromNative.Lines;

namespace VirshLite.Translator.FromNative.Sections;

/// <summary>Options that every start has, for QEMU's process rather than for the guest: they come back by themselves.</summary>
internal static class ProcessOptions
{
    public static void Add(NativeCommand native)
    {
        foreach (string flag in (string[])["-S", "-no-user-config", "-no-shutdown", "-nodefconfig"])
        {
            native.TakeFlag(flag);
        }

        foreach (NativeOption option in native.Options.Where(option => !option.IsTaken).ToList())
        {
            switch (option.Name)
            {
                case "-object" when option.Kind == "secret" && option.Id == "masterKey0":
                case "-mon" when option.Peek("chardev") is "charmonitor" or "monitor":
                case "-chardev" when option.Id is "charmonitor" or "monitor":
                case "-msg" when option.Value is "timestamp=on" or "timestamp":
                case "-sandbox" when option.Value is "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny":
                case "-overcommit" when option.Value == "mem-lock=off":
                case "-display" when option.Value == "none":
                    option.Take();
                    break;
                case "-pidfile" or "-D" or "-enable-fips" or "-runas" or "-daemonize":
                case "-incoming":
                    native.Warn($"'{option}' belongs to one start, not to the domain: it is left out");
                    option.Take();
                    break;
                case "-monitor" or "-qmp" when native.IsOwnMonitor(option):
                case "-watchdog-action" when option.Value == "reset":
                    option.Take();
                    break;
            }
        }
    }

    /// <summary>A person's monitor is not needed: there is one for the supervisor and <c>qemu-monitor-command</c>.</summary>
    private static bool IsOwnMonitor(this NativeCommand native, NativeOption option)
    {
        native.Warn($"'{option}' is left out: the guest's monitor is reached with qemu-monitor-command");
        return true;
    }
}
