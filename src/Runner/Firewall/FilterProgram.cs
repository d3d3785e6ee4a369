using System.Text;
using VirshLite.DomainParser;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts.Configuration;
using VirshLite.Runner.Native;
using VirshLite.Translator.NetworkFilters;

namespace VirshLite.Runner.Firewall;

/// <summary>
/// Which programs keep a device's filter rules: nft, which exchanges them in one step, and for what nft or this kernel has no words for, ebtables and iptables.
/// <c>firewall_backend</c> of libvirt's nwfilter.conf names one for all.
/// </summary>
internal static class FilterProgram
{
    private const string Configuration = "/etc/libvirt/nwfilter.conf";

    /// <summary>The nft script of these rules; null where ebtables and iptables shall keep them.</summary>
    /// <exception cref="DomainException">No program of this host can keep them.</exception>
    public static string? NftScript(DeviceRules rules, string filter)
    {
        string? named = Named();
        (string? script, string? refusal) = named == "iptables" ? (null, null) : Attempt(rules);
        if (script is not null && refusal is null)
        {
            return script;
        }

        string? missing = named == "nftables" ? "nwfilter.conf allows nothing else" : EbtablesRules.Missing(rules);
        return missing is null ? null
            : throw new GuestException($"the rules of the network filter '{filter}' cannot be put up: {(refusal is null ? missing : $"{refusal}; {missing}")}; "
                + "--ignore-filters starts a guest unfiltered");
    }

    /// <summary>Puts rules into the kernel as a whole.</summary>
    /// <exception cref="GuestException">The kernel takes none of them.</exception>
    public static void Load(string script)
    {
        CommandResult result = new HostCommand("nft", "-f", "-") { Input = Encoding.UTF8.GetBytes(script) }.Run();
        if (!result.Success)
        {
            throw new GuestException($"filter rules cannot be put up; this kernel may lack what they need: {result.LastWords}");
        }
    }

    private static (string? Script, string? Refusal) Attempt(DeviceRules rules)
    {
        try
        {
            string script = NftFilterScript.Of(rules);
            if (ProgramPath.FindHelper("nft") is null)
            {
                return (null, "the program nft is not installed (package nftables)");
            }

            CommandResult tried = new HostCommand("nft", "-c", "-f", "-") { Input = Encoding.UTF8.GetBytes(script) }.Run();
            return (script, tried.Success ? null : $"this kernel lacks what nft needs for them ({tried.LastWords})");
        }
        catch (DomainException e) when (e.Kind == RefusalKind.Unsupported)
        {
            return (null, e.Message);
        }
    }

    private static string? Named()
    {
        string? named = File.Exists(Configuration)
            ? QemuConfText.Parse(File.ReadAllText(Configuration), Configuration).GetValueOrDefault("firewall_backend") : null;
        return named is null or "nftables" or "iptables" ? named : throw DomainException.Internal($"invalid value for 'firewall_backend': '{named}'");
    }
}
