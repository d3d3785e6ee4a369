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
        LiveDisk found = live.Disks.FirstOrDefault(d => d.Target == target) ?? throw NotFound(disk);
        LiveImage image = bracket < 0 ? found.Top : found.Images.FirstOrDefault(i => $"{target}[{i.Index}]" == disk) ?? throw NotFound(disk);
        monitor.Execute("block-set-write-threshold",
            string.Create(CultureInfo.InvariantCulture, $$"""{"node-name":"{{image.StorageNode}}","write-threshold":{{bytes}}}"""));
    });

    private static GuestException NotFound(string disk) => new($"invalid argument: failed to find disk '{disk}'");

    private void With(string guest, Action<GuestDisks, QmpClient> action)
    {
        GuestRecord record = guests.Get(guest);
        using QmpClient monitor = guests.Connect(record);
        action(GuestDisks.Of(guests, record, monitor), monitor);
    }
}
