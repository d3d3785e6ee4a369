using System.Text;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Audios;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.GraphicsDevices;

/// <summary>-display dbus, and the message bus of the domain (devices.md 4.3, startup.md 7).</summary>
internal static class DbusArguments
{
    private const string BusLabel = "dbus-daemon";

    public static void Add(CommandLineBuilder builder, DbusGraphics dbus)
    {
        var text = new OptionText("dbus");
        if (dbus.PeerToPeer)
        {
            text.Add("p2p", true);
        }
        else
        {
            string address = dbus.BusAddress ?? OwnBus(builder);
            text.Escaped("addr", address);
        }

        string? audio = dbus.AudioId is null ? null : AudioArguments.IdFor(builder.Domain, dbus.AudioId, dbus);
        GraphicsArguments.RequireRenderNode(builder, dbus.RenderNode, "dbus graphics");
        builder.Add("-display", text.Add("gl", dbus.Gl).Escaped("rendernode", dbus.RenderNode).Add("audiodev", audio));
    }

    /// <summary>The address of the domain's own bus; its daemon is planned once.</summary>
    private static string OwnBus(CommandLineBuilder builder)
    {
        GuestPaths paths = builder.Context.Paths;
        string stem = $"{paths.DbusDirectory}/{paths.ShortName}-dbus";
        string address = $"unix:path={stem}.sock";
        if (!builder.Plan.Helpers.Exists(helper => helper.Label == BusLabel))
        {
            builder.Plan.Files.Add(new(stem + ".conf", PlannedFileKind.Content,
                FileModes.OwnerFile)
            { Content = Encoding.UTF8.GetBytes(BusConfiguration(address)) });
            builder.Plan.Helpers.Add(new PlannedHelper(BusLabel, builder.Context.Settings.Confinement.DbusDaemon ?? "dbus-daemon",
                [$"--config-file={stem}.conf", "--nofork"])
            {
                User = HelperUser.Qemu,
                WaitForSocket = stem + ".sock",
                PidFile = stem + ".pid",
                Directories = [new(paths.DbusDirectory, FileModes.SharedDirectory) { User = HelperUser.Qemu }],
            });
        }

        return address;
    }

    /// <summary>Everybody who may open the socket may do everything on the bus.</summary>
    private static string BusConfiguration(string address) => $"""
        <!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN" "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
        <busconfig>
          <type>org.libvirt.qemu</type>
          <listen>{address}</listen>
          <auth>EXTERNAL</auth>
          <policy context="default">
            <allow send_destination="*" eavesdrop="true"/>
            <allow eavesdrop="true"/>
            <allow own="*"/>
            <allow user="root"/>
          </policy>
        </busconfig>

        """;
}
