using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;
using VirshLite.Runner.TrustedFiles;

namespace VirshLite.Runner.State;

/// <summary>
/// Saves whose images VirshLite keeps itself, where libvirt has them: the guest's next start goes on from there (guest-state.md 1.5 and 1.7).
/// </summary>
public sealed class ManagedSaves(StateHost host)
{
    private const UnixFileMode DirectoryMode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <exception cref="DomainException">It is not a defined guest that runs, or saving it failed; it goes on.</exception>
    public void Save(string guest, SaveOptions options)
    {
        var saving = new GuestSaving(host.Guests);
        GuestRecord record = saving.Running(guest);
        KnownGuest known = host.Known.Get(record.Name);
        if (!known.IsPersistent)
        {
            throw new GuestException("Requested operation is not valid: cannot do managed save for transient domain");
        }

        string path = host.Known.KeptOf(known).ManagedSave;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!, DirectoryMode);
        TrustedEntry.Remove(path);
        new CompletedJobs(host.Guests.Store).Keep(record.Uuid, saving.Save(record.Name, path, options));
    }

    /// <summary>Gives the image up; false: there is none.</summary>
    public bool Remove(string guest)
    {
        KeptState kept = host.Known.KeptOf(host.Known.Get(guest));
        bool there = kept.HasManagedSave;
        TrustedEntry.Remove(kept.ManagedSave);
        return there;
    }

    /// <summary>The image, held for as long as it is looked at or changed.</summary>
    /// <exception cref="DomainException">There is none, or somebody else has put it there.</exception>
    public ManagedImage Open(string guest) => ManagedImage.TryOpen(host.Known.KeptOf(host.Known.Get(guest)).ManagedSave)
        ?? throw new GuestException("Requested operation is not valid: domain does not have managed save image");

    /// <summary>
    /// The guest goes on from its image, which is gone then; null where it boots. If it does not come to a running guest, the image stays; one that was never
    /// finished is of no use and is removed.
    /// </summary>
    /// <param name="definition">The guest's.</param>
    /// <param name="options">Asked for only where there is an image.</param>
    public GuestRecord? TryStart(GuestDefinition definition, Func<RestoreOptions> options)
    {
        string path = KeptOf(definition).ManagedSave;
        using ManagedImage? held = ManagedImage.TryOpen(path);
        if (held is null)
        {
            return null;
        }

        if (!SavedImages.IsFinished(held.Path))
        {
            TrustedEntry.Remove(path);
            return null;
        }

        SaveImage image = SavedImages.Read(held.Path);
        Domain saved = DomainReader.Read(image.Xml, new ReadingOptions { FileName = "definition of the saved guest", IgnoreUnknown = true });
        if (saved.Name != definition.Name || saved.Uuid != definition.Uuid)
        {
            throw new GuestException(
                $"operation failed: cannot restore domain '{definition.Name}' uuid {definition.Uuid} from a file which belongs to domain '{saved.Name}' uuid "
                + $"{saved.Uuid}");
        }

        GuestRecord record = new GuestRestoring(host.Guests).Restore(held.Path, image, options());

        // a second start from it would give the guest a past that its disks have left
        TrustedEntry.Remove(path);
        return record;
    }

    private KeptState KeptOf(GuestDefinition definition) => new(host.Definitions.LibDirectoryOf(definition), definition.Name);
}
