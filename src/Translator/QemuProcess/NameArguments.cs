using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.QemuProcess;

/// <summary>-name and -compat (core-arguments.md 4).</summary>
internal static class NameArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        string name = builder.Domain.Name;
        var option = new OptionText().Escaped("guest", name);
        if (builder.Context.Settings.SetProcessName)
        {
            option.Add("process", "qemu:" + name);
        }

        builder.Add("-name", option.Add("debug-threads", "on"));
        Compat(builder);
    }

    /// <summary>What QEMU does with deprecated input: the domain's wish goes before the host's.</summary>
    private static void Compat(CommandLineBuilder builder)
    {
        string behavior = builder.Domain.QemuNamespace?.DeprecationBehavior ?? builder.Context.Settings.DeprecationBehavior;
        if (behavior is not ("omit" or "reject" or "crash"))
        {
            return;
        }

        builder.AddJson("-compat", new PropertyBag().Add("deprecated-output", "hide").Add("deprecated-input", behavior == "omit" ? null : behavior));
    }
}
