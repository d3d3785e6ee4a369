using System.Text;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Passthrough;

/// <summary>
/// Which guest has which device of the host: a small file for each in the state directory, with the guest's name in it. It goes with the guest; one whose guest
/// is gone counts for nothing.
/// </summary>
internal sealed class DeviceClaims(GuestStore store, string guest, CleanupJournal journal)
{
    private readonly string directory = StateFiles.DeviceClaims(store.Settings);

    /// <summary>Nobody else claims anything until it is disposed.</summary>
    public FileLock Lock()
    {
        Files.MakeDirectory(directory, FileModes.OwnerDirectory);
        return FileLock.Take(directory + "/lock");
    }

    /// <param name="device">Kind and address, fit for a file name: <c>pci-0000:03:00.0</c>.</param>
    /// <param name="what">The device in words.</param>
    /// <exception cref="GuestException">Another guest has it.</exception>
    public void Take(string device, string what)
    {
        if (HolderOf(device) is { } holder)
        {
            throw new GuestException($"Requested operation is not valid: {what} is in use by domain '{holder}'");
        }

        string path = directory + "/" + device;
        journal.Add(CleanupAction.File(path));
        Files.WriteAtomically(path, Encoding.UTF8.GetBytes(guest), FileModes.OwnerFile);
    }

    /// <summary>Another guest that has the device; null where none has.</summary>
    public string? HolderOf(string device) => HolderOf(store, device) is { } holder && holder != guest ? holder : null;

    /// <summary>The guest that has a device; null where none has. The remains of a guest that ended unnoticed are tidied up.</summary>
    public static string? HolderOf(GuestStore store, string device)
    {
        string path = StateFiles.DeviceClaims(store.Settings) + "/" + device;
        if (!File.Exists(path) || File.ReadAllText(path) is not { Length: > 0 } holder || store.Read(holder) is not { } record)
        {
            return null;
        }

        if (!record.IsAlive)
        {
            // one that has ended is its supervisor's to tidy up, and the registry's where nobody minds it
            new GuestRegistry(store, SupervisorProgram.Default).Find(holder);
        }

        return store.Read(holder) is null ? null : holder;
    }
}
