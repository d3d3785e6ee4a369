using VirshLite.DomainParser;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Hosts.Configuration;

/// <summary>What a command line says about the configuration.</summary>
public sealed record ConfigurationRequest
{
    public bool Session { get; init; }

    /// <summary>Read instead of the usual virshlite.json; must be there.</summary>
    public string? File { get; init; }

    /// <summary>KEY=VALUE words.</summary>
    public IReadOnlyList<string> Assignments { get; init; } = [];

    /// <summary>The libvirt whose rules are followed, above all other sources; null = what those say.</summary>
    public string? Rules { get; init; }

    /// <summary>The caller's environment; null = the process's.</summary>
    public IReadOnlyDictionary<string, string>? Environment { get; init; }

    /// <summary>libvirt's file; null = the usual one of the mode.</summary>
    public string? QemuConf { get; init; }

    /// <summary>What QEMUs can do is kept in the caller's own cache: the system's is root's.</summary>
    public bool OwnCache { get; init; }
}

/// <summary>
/// The configuration from its sources: built-in values, libvirt's qemu.conf and virtlogd.conf, virshlite.json, <c>VIRSHLITE_*</c> variables,
/// the command line; the last wins.
/// Keys of qemu.conf that VirshLite has no use for are passed over; in VirshLite's own sources an unknown key is an error.
/// </summary>
public static class ConfigurationLoader
{
    /// <exception cref="DomainException">A source is malformed, or a setting is unknown or wrong; the message names the source.</exception>
    public static HostConfiguration Load(ConfigurationRequest request)
    {
        Func<string, string?> environment = request.Environment is { } given ? given.GetValueOrDefault : System.Environment.GetEnvironmentVariable;
        List<(ISettingProvider Provider, string Origin)> sources = ConfigurationSources.Of(request, environment);

        Settings own = HostDirectories.Own(request.Session, environment);
        Settings libvirt = HostDirectories.Libvirt(request.Session, environment);
        string cache = HostDirectories.CacheDirectory(request.Session || request.OwnCache, environment);

        Dictionary<string, SettingValue> values = Effective(sources);
        (own, libvirt) = (WithTlsDefaults(own, values), WithTlsDefaults(libvirt, values));
        foreach (SettingValue value in values.Values)
        {
            if (SettingKeys.Shared.TryGetValue(value.Key, out Func<Settings, SettingValue, Settings>? shared))
            {
                own = shared(own, value);
                libvirt = shared(libvirt, value);
            }
            else if (SettingKeys.Own.TryGetValue(value.Key, out Func<Settings, SettingValue, Settings>? only))
            {
                own = only(own, value);
                if (value.Key.EndsWith("_device", StringComparison.OrdinalIgnoreCase))
                {
                    libvirt = only(libvirt, value);
                }
            }
            else if (ConfinementKeys.Keys.TryGetValue(value.Key, out Func<ConfinementSettings, SettingValue, ConfinementSettings>? fence))
            {
                if (request.Session && value.Key == "namespaces" && value.AsList().Count > 0)
                {
                    throw value.Error("cannot use namespaces in session mode");
                }

                own = own with { Confinement = fence(own.Confinement, value) };
                libvirt = libvirt with { Confinement = own.Confinement };
            }
            else if (value.Key.Equals(SettingKeys.CacheDirectory, StringComparison.OrdinalIgnoreCase))
            {
                cache = value.AsAbsolutePath();
            }
            else if (value.Key.Equals(SettingKeys.MemoryBackingDirectory, StringComparison.OrdinalIgnoreCase))
            {
                own = own with { MemoryBackingDirectory = value.AsAbsolutePath() + "/virshlite" };
                libvirt = libvirt with { MemoryBackingDirectory = value.AsAbsolutePath() + "/libvirt/qemu" };
            }
        }

        own = own with { Confinement = own.Confinement with { WithoutEffect = WithoutEffect(sources) } };
        return new HostConfiguration { Settings = own, LibvirtSettings = libvirt, CacheDirectory = cache };
    }

    /// <summary>For every known key that some source gives, the last source's value; a list replaces a list as a whole.</summary>
    private static Dictionary<string, SettingValue> Effective(List<(ISettingProvider Provider, string Origin)> sources)
    {
        var values = new Dictionary<string, SettingValue>(StringComparer.OrdinalIgnoreCase);
        foreach ((ISettingProvider provider, string origin) in sources)
        {
            foreach (string name in provider.NamesBelow(null))
            {
                if (!SettingKeys.IsKnown(name))
                {
                    continue;
                }

                string key = name.ToLowerInvariant();
                List<string>? items = null;
                foreach (string index in provider.NamesBelow(key))
                {
                    if (provider.TryGet(key + ":" + index, out string? item) && item is not null)
                    {
                        (items ??= []).Add(item);
                    }
                }

                provider.TryGet(key, out string? text);
                values[key] = new SettingValue(key, items is null ? text ?? "" : null, items, origin);
            }
        }

        return values;
    }

    /// <summary>
    /// A user of TLS without a directory of its own uses its usual one where that exists, else the default for all; likewise verification and secret.
    /// </summary>
    private static Settings WithTlsDefaults(Settings settings, Dictionary<string, SettingValue> values)
    {
        string directory = values.GetValueOrDefault(SettingKeys.DefaultTlsDirectory)?.AsAbsolutePath() ?? "/etc/pki/qemu";
        settings = settings with
        {
            VncTlsCertDirectory = Existing(settings.VncTlsCertDirectory),
            SpiceTlsCertDirectory = Existing(settings.SpiceTlsCertDirectory),
            ChardevTlsCertDirectory = Existing(settings.ChardevTlsCertDirectory),
            NbdTlsCertDirectory = Existing(settings.NbdTlsCertDirectory),
            BackupTlsCertDirectory = Existing(settings.BackupTlsCertDirectory),
            MigrateTlsCertDirectory = Existing(settings.MigrateTlsCertDirectory),
        };
        if (values.GetValueOrDefault(SettingKeys.DefaultTlsVerify)?.AsSwitch() is { } verify)
        {
            settings = settings with { VncTlsVerify = verify, ChardevTlsVerify = verify, BackupTlsVerify = verify, MigrateTlsVerify = verify };
        }

        if (values.GetValueOrDefault(SettingKeys.DefaultTlsSecret)?.AsText() is { } secret)
        {
            settings = settings with { VncTlsSecretUuid = secret, ChardevTlsSecretUuid = secret, NbdTlsSecretUuid = secret };
        }

        return settings;

        string Existing(string usual) => Directory.Exists(usual) ? usual : directory;
    }

    /// <summary>What an administrator wrote down and would otherwise believe in.</summary>
    private static List<string> WithoutEffect(List<(ISettingProvider Provider, string Origin)> sources)
    {
        var lines = new List<string>();
        foreach ((ISettingProvider provider, string origin) in sources)
        {
            foreach (string key in provider.NamesBelow(null))
            {
                if (ConfinementKeys.WithoutEffect.TryGetValue(key, out string? why))
                {
                    lines.Add($"{origin}: {key} has no effect: {why}");
                }
            }
        }

        return lines;
    }
}
