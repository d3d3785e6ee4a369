using VirshLite.DomainParser;

namespace VirshLite.Conformance.State;

/// <summary>All kinds of state cases, each with what runs it through the program's own doors.</summary>
internal static class StateCases
{
    private static readonly Dictionary<string, Action<StateCase, StateOutcome>> Kinds = new()
    {
        ["snapshot-xml"] = XmlCases.Snapshot,
        ["snapshot-xml-schema-invalid"] = XmlCases.SnapshotRefused,
        ["checkpoint-xml"] = XmlCases.Checkpoint,
        ["checkpoint-xml-refused"] = XmlCases.CheckpointRefused,
        ["backup-xml"] = XmlCases.Backup,
        ["migration-parameters"] = MigrationCases.Parameters,
        ["migration-cookie-xml"] = MigrationCases.Cookie,
        ["migration-cookie-populate"] = MigrationCases.Populate,
        ["migration-bitmap-mapping"] = MigrationCases.BitmapMapping,
        ["bitmap-detect"] = BitmapCases.Detect,
        ["bitmap-validate"] = BitmapCases.Validate,
        ["backup-bitmap-merge"] = BitmapCases.BackupMerge,
        ["checkpoint-delete"] = BitmapCases.CheckpointDelete,
        ["blockcopy-bitmaps"] = BitmapCases.Copy,
        ["blockcommit-bitmaps"] = BitmapCases.Commit,
        ["image-create"] = ImageCases.Create,
        ["disk-nodes"] = ImageCases.Nodes,
        ["disk-nodes-refused"] = ImageCases.NodesRefused,
        ["json-to-node"] = ImageCases.JsonToNode,
        ["backing-roundtrip"] = ImageCases.BackingRoundTrip,
        ["volume-argv"] = StorageCases.Volume,
        ["volume-argv-refused"] = StorageCases.VolumeRefused,
        ["pool-argv"] = StorageCases.Pool,
        ["pool-argv-none"] = StorageCases.PoolWithoutCommand,
    };

    public static StateOutcome Run(StateCase @case)
    {
        var outcome = new StateOutcome();
        try
        {
            if (Kinds.TryGetValue(@case.Kind, out Action<StateCase, StateOutcome>? run))
            {
                run(@case, outcome);
            }
            else
            {
                outcome.Fail($"the kind '{@case.Kind}' is not known");
            }
        }
        catch (DomainException e)
        {
            outcome.Fail($"refused: {e.Message} ({e.Position})");
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            outcome.Fail("crash: " + e);
        }

        return outcome;
    }

    /// <summary>The case wants a refusal; anything but one is wrong.</summary>
    public static void Refused(StateOutcome outcome, Action read)
    {
        try
        {
            read();
            outcome.Fail("expected a refusal, got none");
        }
        catch (DomainException)
        {
        }
    }
}
