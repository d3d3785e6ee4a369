using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Documents;

using VirshLite.Translator.State;

namespace VirshLite.Conformance.State;

/// <summary>Snapshots, checkpoints and backups, read and written.</summary>
internal static class XmlCases
{
    public static void Snapshot(StateCase @case, StateOutcome outcome)
    {
        DomainSnapshot snapshot = SnapshotReader.Read(@case.Input("xml"), @case.Flag("redefine"));
        if (@case.Number("creationTime") is { } time)
        {
            snapshot.CreationTime ??= time;
            snapshot.Name ??= time.ToString(CultureInfo.InvariantCulture);
        }

        if (@case.Text("setState") is { } word && SnapshotState.Names.TryParse(word, out SnapshotState state))
        {
            snapshot.State = state;
        }

        if (@case.Text("domainUuid") is { } uuid)
        {
            snapshot.DomainUuid ??= Guid.Parse(uuid);
        }

        outcome.SameText("xml", @case.Expected("xml"), SnapshotWriter.Write(snapshot, forFile: @case.Flag("internal")));
    }

    public static void SnapshotRefused(StateCase @case, StateOutcome outcome) =>
        StateCases.Refused(outcome, () => SnapshotReader.Read(@case.Input("xml"), redefine: false));

    public static void Checkpoint(StateCase @case, StateOutcome outcome)
    {
        DomainCheckpoint checkpoint = CheckpointReader.Read(@case.Input("xml"), @case.Flag("redefine"));
        if (@case.Number("creationTime") is { } time)
        {
            checkpoint.CreationTime ??= time;
            checkpoint.Name ??= time.ToString(CultureInfo.InvariantCulture);
        }

        checkpoint.Parent = @case.Text("parent") ?? checkpoint.Parent;
        if (@case.Flag("vdaBitmap"))
        {
            if (checkpoint.Disks.Count == 0)
            {
                checkpoint.Disks.Add(new CheckpointDisk { Name = "vda" });
            }

            checkpoint.Disks[0].Bitmap = checkpoint.Name;
        }

        if (@case.Number("size") is { } size)
        {
            checkpoint.Disks[0].Size = (ulong)size;
        }

        outcome.SameText("xml", @case.Expected("xml"), CheckpointWriter.Write(checkpoint));
    }

    public static void CheckpointRefused(StateCase @case, StateOutcome outcome) =>
        StateCases.Refused(outcome, () => CheckpointReader.Read(@case.Input("xml"), redefine: false));

    public static void Backup(StateCase @case, StateOutcome outcome)
    {
        bool status = @case.Flag("internal");
        DomainBackup backup = BackupReader.Read(@case.Input("xml"), status);
        List<Disk> disks = [.. backup.Disks.Select(d => d.Name).Append(@case.Text("extraDisk")).OfType<string>().Select(PretendedDisk)];
        BackupAlignment.Align(backup, disks, @case.Text("suffix")!);
        outcome.SameText("xml", @case.Expected("xml"), BackupWriter.Write(backup, status));
    }

    private static Disk PretendedDisk(string target) => new()
    {
        TargetDev = target,
        Source = new StorageSource { Type = StorageType.File, Format = StorageFormat.Qcow2, Path = $"/fake/{target}.qcow2" },
    };
}
