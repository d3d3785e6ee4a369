using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Confinement.AppArmor;

/// <summary>
/// The rules that libvirt gives a guest (confinement.md 4.3): its own files first, then those of the domain's elements. Guests of VirshLite get a profile with
/// exact paths (<see cref="GuestProfile"/>); this one shows what the same domain would have there.
/// </summary>
internal static class LibvirtProfile
{
    private const string RefusedInNames = "/[]{}?^,\"*";

    /// <exception cref="DomainException">libvirt would not load a profile for that domain.</exception>
    public static IReadOnlyList<AppArmorRule> Rules(Domain domain, IHostFacts host, Func<string, string> resolve)
    {
        string name = domain.Name;
        if (name.AsSpan().IndexOfAny(RefusedInNames) >= 0)
        {
            throw DomainException.Unsupported($"bad name '{name}': it cannot stand in an AppArmor profile");
        }

        string shortName = new GuestPaths(new Settings(), domain.Id ?? -1, name).ShortName;
        var paths = new AppArmorPaths
        {
            Resolve = resolve,
            TpmSocket = $"/run/libvirt/qemu/swtpm/{shortName}-swtpm.sock",
            NamesPassedFiles = true,
            TpmState = (tpm, uuid) => $"/var/lib/libvirt/swtpm/{uuid:D}/{VersionWord(tpm.Version)}",
            TpmLog = $"/var/log/swtpm/libvirt/qemu/{name}-swtpm.log",
            TpmPidFile = $"/run/libvirt/qemu/swtpm/{shortName}-swtpm.pid",
        };
        // QEMU's own files are known of guests that run by KVM or by QEMU alone: its helper gives one of another kind its devices' files only (measured)
        return domain.Type is DomainType.Kvm or DomainType.Qemu
            ? [.. OwnFiles(name, shortName), .. GuestRules.Of(domain, host, paths)] : GuestRules.Of(domain, host, paths);
    }

    private static IEnumerable<AppArmorRule> OwnFiles(string name, string shortName) =>
    [
        AppArmorRule.Around("/var/log/libvirt/**/", name, ".log", "w"),
        AppArmorRule.Around("/var/lib/libvirt/qemu/domain-", name, "/monitor.sock", "rw"),
        AppArmorRule.Around("/var/lib/libvirt/qemu/domain-", shortName, "/*", "rw"),
        AppArmorRule.Around("/run/libvirt/**/", name, ".pid", "rwk"),
        AppArmorRule.Around("/run/libvirt/**/*.tunnelmigrate.dest.", name, "", "rw"),
    ];

    /// <summary>
    /// What its helper makes of a TPM: the usual directory even where the XML names another, and no word where completion has not chosen a version (measured).
    /// </summary>
    private static string VersionWord(TpmVersion? version) => version switch
    {
        TpmVersion.V12 => "tpm1.2",
        TpmVersion.V20 => "tpm2",
        _ => "(null)",
    };
}
