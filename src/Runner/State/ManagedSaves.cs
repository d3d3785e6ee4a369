using VirshLite.DomainParser;
using VirshLite.DomainParser.Documents;
using VirshLite.DomainParser.Model;
using VirshLite.DomainParser.Reading;
using VirshLite.Runner.Definitions;
using VirshLite.Runner.Guests;

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
        saving.Save(record.Name, path, options);
    }

    /// <summary>Gives the image up; false: there is none.</summary>
    public bool Remove(string guest)
    {
        KeptState kept = host.Known.KeptOf(host.Known.Get(guest));
        bool there = kept.HasManagedSave;
        File.Delete(kept.ManagedSave);
        return there;
    }

    /// <summary>The image's path.</summary>
    /// <exception cref="DomainException">There is none.</exception>
    public string PathOf(string guest)
    {
        KeptState kept = host.Known.KeptOf(host.Known.Get(guest));
        return kept.HasManagedSave ? kept.ManagedSave : throw new GuestException("Requested operation is not valid: domain does not have managed save image");
    }

    /// <summary>The image that the guest's start goes on from; null where it boots. One that was never finished is of no use and is removed.</summary>
    public SaveImage? ForStart(GuestDefinition definition)
    {
        string path = KeptOf(definition).ManagedSave;
        if (!File.Exists(path))
        {
            return null;
        }

        if (!SavedImages.IsFinished(path))
        {
            File.Delete(path);
            return null;
        }

        SaveImage image = SavedImages.Read(path);
        Domain saved = DomainReader.Read(image.Xml, new ReadingOptions { FileName = "definition of the saved guest", IgnoreUnknown = true });
        return saved.Name == definition.Name && saved.Uuid == definition.Uuid
            ? image
            : throw new GuestException(
                $"operation failed: cannot restore domain '{definition.Name}' uuid {definition.Uuid} from a file which belongs to domain '{saved.Name}' uuid "
                + $"{saved.Uuid}");
    }

    /// <summary>The guest goes on from its image, which is gone then. If it does not come to a running guest, the image stays.</summary>
    public GuestRecord Start(GuestDefinition definition, SaveImage image, RestoreOptions options)
    {
        string path = KeptOf(definition).ManagedSave;
        GuestRecord record = new GuestRestoring(host.Guests).Restore(path, image, options);
        File.Delete(path);
        return record;
    }

    private KeptState KeptOf(GuestDefinition definition) => new(host.Definitions.LibDirectoryOf(definition), definition.Name);
}
