using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;

namespace VirshLite.Translator.QemuProcess;

/// <summary>-sandbox (core-arguments.md 15): on unless the host's settings say otherwise.</summary>
internal static class SandboxArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (!builder.Capabilities.Has(Flags.SeccompSandbox))
        {
            return;
        }

        builder.Add("-sandbox", builder.Context.Settings.SeccompSandbox == false
            ? "off"
            : "on,obsolete=deny,elevateprivileges=deny,spawn=deny,resourcecontrol=deny");
    }
}
