using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.QemuProcess;

/// <summary>QEMU's environment before any device adds to it (core-arguments.md 2).</summary>
internal static class GuestEnvironment
{
    private static readonly string[] PassedThrough =
        ["LD_PRELOAD", "LD_LIBRARY_PATH", "DYLD_INSERT_LIBRARIES", "DYLD_FORCE_FLAT_NAMESPACE", "PATH", "HOME", "USER", "LOGNAME", "TMPDIR"];

    public static void Add(TranslationContext context, LaunchPlan plan)
    {
        plan.SetEnvironment("LC_ALL", "C");

        // a guest of root's inherits nothing of who typed the command (confinement.md 8.1); <qemu:env> can say otherwise
        string[] passed = context.Options.ForStart && context.Settings.Privileged ? ["PATH"] : PassedThrough;
        foreach (string name in passed)
        {
            if (context.Host.EnvironmentVariable(name) is { } value)
            {
                plan.SetEnvironment(name, value);
            }
        }

        string directory = context.Paths.DomainDirectory;
        if (context.Settings.Privileged)
        {
            plan.SetEnvironment("HOME", directory);
            plan.SetEnvironment("XDG_DATA_HOME", directory + "/.local/share");
            plan.SetEnvironment("XDG_CACHE_HOME", directory + "/.cache");
            plan.SetEnvironment("XDG_CONFIG_HOME", directory + "/.config");
        }
        else
        {
            plan.SetEnvironment("XDG_CACHE_HOME", directory + "/.cache");
        }
    }
}
