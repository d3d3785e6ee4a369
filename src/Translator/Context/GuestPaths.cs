using System.Globalization;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Context;

/// <summary>The directories of one run of a guest (startup.md 1 and 2).</summary>
public sealed class GuestPaths
{
    public GuestPaths(Settings settings, int id, string name)
    {
        Settings = settings;
        Id = id;
        Name = name;
        ShortName = id.ToString(CultureInfo.InvariantCulture) + "-" + CutToTwenty(name);
    }

    /// <summary>Whose directories these are: VirshLite's own, or libvirt's for command lines that are to look like libvirt's.</summary>
    public Settings Settings { get; }

    /// <summary>The guest's number; -1 for one that is not started.</summary>
    public int Id { get; }

    public string Name { get; }

    /// <summary><c>id-name</c>, the name cut to 20 characters.</summary>
    public string ShortName { get; }

    public string DomainDirectory => $"{Settings.LibDirectory}/domain-{ShortName}";

    public string MasterKeyFile => DomainDirectory + "/master-key.aes";

    public string MonitorSocket => DomainDirectory + "/monitor.sock";

    public string ChannelDirectory => Settings.Rules.ChannelsLiveInRun
        ? $"{Settings.ChannelDirectory}/{ShortName}" : $"{Settings.LibDirectory}/channel/target/domain-{ShortName}";

    public string MemoryDirectory => $"{Settings.MemoryBackingDirectory}/{ShortName}";

    public string PasstDirectory => Settings.StateDirectory + "/passt";

    public string DbusDirectory => Settings.StateDirectory + "/dbus";

    public string SwtpmSocket => $"{Settings.StateDirectory}/swtpm/{ShortName}-swtpm.sock";

    /// <summary>Where dumps of crashed guests go.</summary>
    public string DumpDirectory => Settings.LibDirectory + "/dump";

    public string LogFile => $"{Settings.LogDirectory}/{Name}.log";

    private static string CutToTwenty(string name)
    {
        var text = new StringInfo(name);
        return text.LengthInTextElements <= 20 ? name : text.SubstringByTextElements(0, 20);
    }
}
