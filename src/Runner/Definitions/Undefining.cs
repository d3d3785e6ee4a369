using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Translator.Context;

namespace VirshLite.Runner.Definitions;

/// <summary>What goes with a definition, by virsh's flags (host-takeover.md 7.2, undefine).</summary>
public sealed record UndefineOptions
{
    public bool ManagedSave { get; init; }

    public bool SnapshotsMetadata { get; init; }

    public bool CheckpointsMetadata { get; init; }

    /// <summary>Remove its UEFI variables, or keep them; neither refuses where there are any.</summary>
    public bool Nvram { get; init; }

    public bool KeepNvram { get; init; }

    /// <summary>Remove its TPM's state, or keep it; neither does as its XML says: it goes, unless <c>persistent_state</c>.</summary>
    public bool Tpm { get; init; }

    public bool KeepTpm { get; init; }
}

/// <summary>
/// Takes a guest's definition away, and with it what is kept of the guest. One that runs goes on as a transient one, and keeps its TPM's state.
/// </summary>
public static class Undefining
{
    /// <param name="definitions">Where it stands.</param>
    /// <param name="guest">The guest.</param>
    /// <param name="domain">Its definition, read.</param>
    /// <param name="options">What else goes.</param>
    /// <exception cref="GuestException">It is transient; something is kept of it that is to be named first.</exception>
    public static void Run(DefinitionStore definitions, KnownGuest guest, Domain domain, UndefineOptions options)
    {
        GuestDefinition definition = guest.Definition ?? throw Invalid("cannot undefine transient domain");
        var kept = new KeptState(definitions.LibDirectoryOf(definition), guest.Name);
        string? nvram = domain.Os.Nvram?.Source is { Type: StorageType.File, Path: { } path } && File.Exists(path) ? path : null;
        if (guest.Active is null && !options.SnapshotsMetadata && kept.SnapshotCount is > 0 and var snapshots)
        {
            throw Invalid($"cannot delete inactive domain with {snapshots.ToString(CultureInfo.InvariantCulture)} snapshots");
        }

        if (guest.Active is null && !options.CheckpointsMetadata && kept.CheckpointCount is > 0 and var checkpoints)
        {
            throw Invalid($"cannot delete inactive domain with {checkpoints.ToString(CultureInfo.InvariantCulture)} checkpoints");
        }

        if (nvram is not null && !options.Nvram && !options.KeepNvram)
        {
            throw Invalid("cannot undefine domain with nvram");
        }

        definitions.Remove(definition);
        Delete(options.ManagedSave ? kept.ManagedSave : null);
        Delete(options.Nvram ? nvram : null);
        DeleteTree(options.SnapshotsMetadata ? kept.Snapshots : null);
        DeleteTree(options.CheckpointsMetadata ? kept.Checkpoints : null);
        if (guest.Active is null)
        {
            bool persistent = domain.Tpms.Exists(t => t.PersistentState);
            bool hasTpm = domain.Tpms.Count > 0;
            DeleteTree(hasTpm && (options.Tpm || (!persistent && !options.KeepTpm))
                ? KeptState.TpmState(definitions.SettingsOf(definition), guest.Uuid) : null);
        }
    }

    private static GuestException Invalid(string why) => new("Requested operation is not valid: " + why);

    private static void Delete(string? file)
    {
        if (file is not null)
        {
            // its directory may be one that QEMU's user writes in, or not there yet
            TrustedEntry.Remove(file);
        }
    }

    private static void DeleteTree(string? directory)
    {
        if (directory is not null)
        {
            // a TPM's state belongs to its emulator's user, who may plant links in it
            TrustedTree.Delete(directory);
        }
    }
}
