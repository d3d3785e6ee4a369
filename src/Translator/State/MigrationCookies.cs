using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.State;

/// <summary>Who a cookie comes from.</summary>
internal sealed record MigrationHost(string Name, Guid Uuid);

/// <summary>The cookies that the two sides of a migration exchange (guest-state.md 6.2).</summary>
internal static class MigrationCookies
{
    /// <summary>A cookie with the guest's and the sender's identity; capabilities are always told, if only that there are none.</summary>
    public static MigrationCookie Offer(string name, Guid uuid, MigrationHost host, IEnumerable<MigrationFeature> features)
    {
        var cookie = new MigrationCookie { Name = name, Uuid = uuid, HostName = host.Name, HostUuid = host.Uuid, Capabilities = [] };
        cookie.Features.AddRange(features);
        return cookie;
    }

    /// <summary>What came in, told on under this host's name: what is mandatory and whether the guest may reboot is each sender's own matter.</summary>
    public static MigrationCookie Passed(MigrationCookie received, MigrationHost host)
    {
        MigrationCookie cookie = Offer(received.Name, received.Uuid, host, []);
        cookie.Graphics = received.Graphics;
        cookie.LockState = received.LockState;
        cookie.PersistentDomain = received.PersistentDomain;
        cookie.Interfaces = received.Interfaces;
        cookie.Nbd = received.Nbd;
        cookie.Statistics = received.Statistics;
        cookie.Cpu = received.Cpu;
        cookie.Capabilities = received.Capabilities ?? [];
        cookie.BlockDirtyBitmaps = received.BlockDirtyBitmaps;
        return cookie;
    }
}
