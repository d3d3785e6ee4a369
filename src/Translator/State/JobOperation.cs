using VirshLite.DomainParser;

namespace VirshLite.Translator.State;

/// <summary>What is being done with a guest as a whole, by the numbers that libvirt tells it by.</summary>
public enum JobOperation
{
    Unknown,
    Start,
    Save,
    Restore,
    IncomingMigration,
    OutgoingMigration,
    Snapshot,
    SnapshotRevert,
    Dump,
    Backup,
    SnapshotDelete,
}

/// <summary>virsh's words for them (guest-state.md 6.5).</summary>
public static class JobOperationNames
{
    private static readonly EnumNames<JobOperation> All = new("Unknown", "Start", "Save", "Restore", "Incoming migration", "Outgoing migration", "Snapshot",
        "Snapshot revert", "Dump", "Backup", "Snapshot delete");

    extension(JobOperation)
    {
        /// <summary>The words of its members.</summary>
        public static EnumNames<JobOperation> Names => All;
    }
}
