using VirshLite.Translator.Capabilities;

namespace VirshLite.Translator.CommandLine;

/// <summary>-sandbox (item 56): on unless the host's settings say otherwise.</summary>
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
