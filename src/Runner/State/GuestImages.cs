using System.Globalization;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Small things about running guests' images: their size, and word when they grow (guest-state.md 4.5).</summary>
public sealed class GuestImages(GuestOperations guests)
{
    /// <param name="disk">A disk's target, with [INDEX] for one of its images.</param>
    /// <param name="bytes">How far into the file the guest writes when the event comes.</param>
    public void SetThreshold(string guest, string disk, ulong bytes) => With(guest, (live, monitor) =>
    {
        int bracket = disk.IndexOf('[', StringComparison.Ordinal);
        string target = bracket < 0 ? disk : disk[..bracket];
        LiveDisk found = live.Disks.FirstOrDefault(d => d.Target == target)
            ?? throw new GuestException($"invalid argument: failed to find disk '{target}'");
        LiveImage image = bracket < 0 ? found.Top : found.Images[found.Find(disk)];
        monitor.Execute("block-set-write-threshold",
            string.Create(CultureInfo.InvariantCulture, $$"""{"node-name":"{{image.StorageNode}}","write-threshold":{{bytes}}}"""));
    });

    /// <param name="bytes">null: the size of the block device behind the disk.</param>
    public void Resize(string guest, string disk, ulong? bytes) => With(guest, (live, monitor) =>
    {
        LiveDisk found = live.Disks.FirstOrDefault(d => d.Target == disk || d.Top.File == disk)
            ?? throw new GuestException($"invalid argument: disk '{disk}' was not found in the domain config");
        ulong size = bytes ?? ImageFiles.LengthOf(found.Top.File)
            ?? throw new GuestException($"cannot tell the size of '{found.Top.File}'");
        monitor.Execute("block_resize", string.Create(CultureInfo.InvariantCulture, $$"""{"node-name":"{{found.Top.Node}}","size":{{size}}}"""));
    });

    private void With(string guest, Action<GuestDisks, QmpClient> action)
    {
        GuestRecord record = guests.Get(guest);
        using QmpClient monitor = guests.Connect(record);
        action(GuestDisks.Of(guests, record, monitor), monitor);
    }
}
