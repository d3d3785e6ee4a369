using System.Globalization;
using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Interfaces;

/// <summary>The passt process behind a user or vhost-user interface (network.md 8.10).</summary>
internal static class PasstHelper
{
    public static string Socket(Interface nic, TranslationContext context) => Base(nic, context) + ".socket";

    public static PlannedHelper Of(Interface nic, TranslationContext context)
    {
        string pidFile = Base(nic, context) + "-passt.pid";
        List<string> arguments = [];
        if (nic.Type == InterfaceType.VhostUser)
        {
            arguments.Add("--vhost-user");
        }

        arguments.AddRange(["--one-off", "--socket", Socket(nic, context), "--pid", pidFile]);
        if (nic.Mtu is { } mtu and > 0)
        {
            arguments.AddRange(["--mtu", mtu.ToString(CultureInfo.InvariantCulture)]);
        }

        Add(arguments, "--interface", nic.Source.Device);
        Add(arguments, "--log-file", nic.Backend.LogFile);
        Add(arguments, "--hostname", nic.Backend.HostName);
        Add(arguments, "--fqdn", nic.Backend.FullHostName);
        foreach (InterfaceIp ip in nic.GuestIps)
        {
            Add(arguments, "--address", ip.Address);
            if (!ip.IsIpv6 && ip.Prefix is { } prefix)
            {
                Add(arguments, "--netmask", prefix.ToString(CultureInfo.InvariantCulture));
            }
        }

        foreach (InterfaceRoute route in nic.GuestRoutes)
        {
            Add(arguments, "--gateway", route.Gateway);
        }

        foreach (PortForward forward in nic.PortForwards)
        {
            Add(arguments, forward.IsUdp ? "--udp-ports" : "--tcp-ports", Ports(forward));
        }

        return new PlannedHelper("passt", context.Host.FindProgram("passt") ?? "passt", arguments)
        {
            User = HelperUser.Qemu,
            WaitForSocket = Socket(nic, context),
            Daemonises = true,
            PidFile = pidFile,
            LogFile = nic.Backend.LogFile,
            Directories = [new PlannedDirectory(context.Paths.PasstDirectory, FileModes.PublicDirectory) { User = HelperUser.Qemu }],
        };
    }

    private static string Base(Interface nic, TranslationContext context) => $"{context.Paths.PasstDirectory}/{context.Paths.ShortName}-{nic.Alias}";

    private static void Add(List<string> arguments, string option, string? value)
    {
        if (value is not null)
        {
            arguments.Add(option);
            arguments.Add(value);
        }
    }

    /// <summary><c>[ADDR][%DEV][/]</c>, then <c>all</c> or ranges <c>[~]START[-END][:TO[-…]]</c>.</summary>
    private static string Ports(PortForward forward)
    {
        var text = new StringBuilder(forward.Address);
        if (forward.Device is not null)
        {
            text.Append('%').Append(forward.Device);
        }

        if (text.Length > 0)
        {
            text.Append('/');
        }

        if (forward.Ranges.Count == 0)
        {
            return text.Append("all").ToString();
        }

        for (int i = 0; i < forward.Ranges.Count; i++)
        {
            PortForwardRange range = forward.Ranges[i];
            text.Append(i > 0 ? "," : "").Append(range.Exclude == true ? "~" : "").Append(range.Start);
            if (range.End is { } end)
            {
                text.Append('-').Append(end);
            }

            if (range.To is { } to)
            {
                text.Append(':').Append(to);
                if (range.End is { } last)
                {
                    text.Append('-').Append(last - range.Start + to);
                }
            }
        }

        return text.ToString();
    }
}
