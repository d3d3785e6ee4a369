using System.Globalization;
using VirshLite.DomainParser;

namespace VirshLite.Runner.Services;

/// <summary>What becomes of guests when the host goes down.</summary>
public enum ShutdownAction
{
    /// <summary>Their state is saved, and restored when the host is up again.</summary>
    Suspend,

    /// <summary>They are asked to power off.</summary>
    Shutdown,
}

/// <summary>
/// The settings of libvirt-guests, in its own file and words (host-takeover.md 8.2): /etc/default/libvirt-guests or /etc/sysconfig/libvirt-guests, lines of
/// <c>NAME=VALUE</c> as a
/// shell reads them.
/// </summary>
public sealed record GuestServiceSettings
{
    public static readonly IReadOnlyList<string> Files = ["/etc/default/libvirt-guests", "/etc/sysconfig/libvirt-guests"];

    /// <summary>Guests that ran when the host went down are started again when it comes up.</summary>
    public bool StartOnBoot { get; init; } = true;

    public ShutdownAction OnShutdown { get; init; } = ShutdownAction.Suspend;

    /// <summary>How long guests may take to power off; null = as long as they like.</summary>
    public TimeSpan? ShutdownTimeout { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>How many are asked at a time; 1 = one after the other, with the time limit each.</summary>
    public int ParallelShutdown { get; init; } = 1;

    public TimeSpan StartDelay { get; init; }

    /// <summary>Transient guests are left out; null: where states are saved.</summary>
    public bool? PersistentOnly { get; init; }

    /// <summary>Those of the first file that is there; a host without one has libvirt's defaults.</summary>
    public static GuestServiceSettings Load() => Files.FirstOrDefault(File.Exists) is { } file ? Parse(File.ReadAllText(file), file) : new();

    /// <exception cref="DomainException">A value is not one of its setting's.</exception>
    public static GuestServiceSettings Parse(string text, string origin)
    {
        var settings = new GuestServiceSettings();
        foreach (string line in text.Split('\n').Select(l => l.Trim()))
        {
            int equals = line.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0 || line[0] == '#')
            {
                continue;
            }

            string name = line[..equals].Trim();
            string value = Unquoted(line[(equals + 1)..]);
            settings = name switch
            {
                "ON_BOOT" => settings with { StartOnBoot = value == "start" },
                "ON_SHUTDOWN" => settings with { OnShutdown = value == "shutdown" ? ShutdownAction.Shutdown : ShutdownAction.Suspend },
                "SHUTDOWN_TIMEOUT" => settings with { ShutdownTimeout = Number() is > 0 and var seconds ? TimeSpan.FromSeconds(seconds) : null },
                "PARALLEL_SHUTDOWN" => settings with { ParallelShutdown = Math.Max(1, Number()) },
                "START_DELAY" => settings with { StartDelay = TimeSpan.FromSeconds(Number()) },
                "PERSISTENT_ONLY" => settings with { PersistentOnly = value switch { "true" or "yes" or "1" => true, "default" or "" => null, _ => false } },
                _ => settings,
            };

            int Number() => value.Length == 0 ? 0
                : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number
                : throw DomainException.Operation($"{origin}: {name} takes a number, not '{value}'");
        }

        return settings;
    }

    private static string Unquoted(string value)
    {
        value = value.Trim();
        if (value.Length > 1 && value[0] is '"' or '\'' && value.IndexOf(value[0], 1) is > 0 and int end)
        {
            return value[1..end];
        }

        int comment = value.IndexOf(" #", StringComparison.Ordinal);
        return comment < 0 ? value : value[..comment].TrimEnd();
    }
}
