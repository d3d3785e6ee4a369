using VirshLite.DomainParser.Model;

namespace VirshLite.DomainParser.Reading;

/// <summary>Small things that only a guest's status says about its devices (host-takeover.md 5); nothing anywhere else.</summary>
internal static class StatusDataReader
{
    public static void ReadInto(XmlCursor cursor, Tpm tpm) =>
        tpm.CanMigrateSharedState = cursor.IsStatus ? cursor.Child("privateData")?.Child("swtpm")?.YesNo("can_migrate_shared_storage") : null;

    /// <summary>How a host's PCI device was before the guest took it.</summary>
    public static PciOriginalState? Original(XmlCursor source) => source.IsStatus && source.Child("origstates") is { } states
        ? new(states.HasChild("unbind"), states.HasChild("removeslot"), states.HasChild("reprobe"))
        : null;

    /// <summary>Whether a network source speaks TLS, or not, because the settings say so.</summary>
    public static bool IsTlsFromConfig(XmlCursor source) => source.IsStatus && source.Int("tlsFromConfig") is not (null or 0);

    /// <summary>What the volume of a pool turned out to be.</summary>
    public static StorageType? ActualType(XmlCursor source) => source.IsStatus ? source.Enum("actualType", StorageType.Names) : null;
}
