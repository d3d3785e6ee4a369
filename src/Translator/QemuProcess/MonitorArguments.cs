using VirshLite.Translator.Capabilities;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.QemuProcess;

/// <summary>-display none, -no-user-config, -nodefaults and the monitor (core-arguments.md 4).</summary>
internal static class MonitorArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Graphics.Count == 0)
        {
            builder.Add("-display", "none");
        }

        builder.Add("-no-user-config");
        builder.Add("-nodefaults");
        MonitorSocket socket = builder.Open(new MonitorSocket("monitor-source", builder.Context.Paths.MonitorSocket));
        if (builder.Capabilities.Has(Flags.ChardevJson))
        {
            PropertyBag address = new PropertyBag().Add("type", "fd").Add("data", new PropertyBag().AddFd("str", socket));
            PropertyBag data = new PropertyBag().Add("addr", address).Add("server", true).Add("wait", false);
            builder.AddJson("-chardev", new PropertyBag().Add("id", "charmonitor").Add("backend", new PropertyBag().Add("type", "socket").Add("data", data)));
        }
        else
        {
            builder.Add("-chardev", new OptionText("socket").Add("id", "charmonitor").Fd("fd", socket).Add("server", "on").Add("wait", "off"));
        }

        if (builder.Context.Rules.MonitorIsObject && builder.Capabilities.Has(Flags.MonitorQmpObject))
        {
            builder.AddObject(new PropertyBag().Add("qom-type", "monitor-qmp").Add("id", "monitor").Add("chardev", "charmonitor"));
        }
        else
        {
            builder.Add("-mon", "chardev=charmonitor,id=monitor,mode=control");
        }
    }
}
