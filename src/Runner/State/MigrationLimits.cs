using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.Runner.Guests;
using VirshLite.Runner.Native;
using VirshLite.Runner.Qmp;
using VirshLite.Translator.Plan;
using VirshLite.Translator.State;

namespace VirshLite.Runner.State;

/// <summary>Limits of a guest's migration, set before or while it goes on (guest-state.md 6.5).</summary>
public sealed class MigrationLimits(GuestOperations guests)
{
    /// <summary>MiB a second that mean no limit.</summary>
    public const long NoLimit = SavePlan.UnlimitedBandwidth >> 20;

    /// <summary>MiB a second, as set last in this run of the guest.</summary>
    public long Speed(string guest)
    {
        string file = FileOf(guests.Get(guest).Name);
        return File.Exists(file) && long.TryParse(File.ReadAllText(file), CultureInfo.InvariantCulture, out long speed) ? speed : NoLimit;
    }

    /// <param name="mebibytes">MiB a second; 0 = no limit.</param>
    public void SetSpeed(string guest, long mebibytes)
    {
        if (mebibytes is < 0 or > NoLimit)
        {
            throw new GuestException($"numerical overflow: bandwidth must be less than {NoLimit + 1}");
        }

        GuestRecord record = guests.Get(guest);
        long speed = mebibytes == 0 ? NoLimit : mebibytes;
        Files.WriteAtomically(FileOf(record.Name), Encoding.ASCII.GetBytes(speed.ToString(CultureInfo.InvariantCulture)), FileModes.OwnerFile);
        Set(record, "max-bandwidth", speed << 20, onlyWhileMoving: true);
    }

    /// <param name="mebibytes">MiB a second once the guest runs on the other host; 0 = no limit.</param>
    public void SetPostCopySpeed(string guest, long mebibytes) => Set(Running(guest), "max-postcopy-bandwidth", mebibytes << 20);

    public long PostCopySpeed(string guest) => Get(Running(guest), "max-postcopy-bandwidth") >> 20;

    /// <summary>Milliseconds that the guest may stand still.</summary>
    public long Downtime(string guest) => Get(Running(guest), "downtime-limit");

    public void SetDowntime(string guest, long milliseconds) => Set(Running(guest), "downtime-limit", milliseconds);

    /// <summary>Bytes of the cache for differences of pages.</summary>
    public long CacheSize(string guest) => Get(Running(guest), "xbzrle-cache-size");

    public void SetCacheSize(string guest, long bytes) => Set(Running(guest), "xbzrle-cache-size", bytes);

    /// <summary>The guest goes over to the other host now; its memory follows.</summary>
    public void StartPostCopy(string guest)
    {
        GuestRecord record = Running(guest);
        using QmpClient monitor = guests.Connect(record);
        if (!LiveMigration.IsActive(monitor.Execute("query-migrate")))
        {
            throw new GuestException("Requested operation is not valid: post-copy can only be started while outgoing migration is in progress");
        }

        try
        {
            monitor.Execute("migrate-start-postcopy");
        }
        catch (QmpException e)
        {
            throw new GuestException(e.Message, e);
        }
    }

    private GuestRecord Running(string guest)
    {
        GuestRecord? record = guests.Find(guest);
        return record is { Started: true } ? record : throw new GuestException("Requested operation is not valid: domain is not running");
    }

    private long Get(GuestRecord record, string name)
    {
        using QmpClient monitor = guests.Connect(record);
        JsonElement parameters = monitor.Execute("query-migrate-parameters");
        return parameters.TryGetProperty(name, out JsonElement value) && value.TryGetInt64(out long number) ? number
            : throw new GuestException($"Operation not supported: QEMU does not have the migration parameter '{name}'");
    }

    private void Set(GuestRecord record, string name, long value, bool onlyWhileMoving = false)
    {
        using QmpClient monitor = guests.Connect(record);
        if (onlyWhileMoving && !LiveMigration.IsActive(monitor.Execute("query-migrate")))
        {
            return;
        }

        try
        {
            monitor.Execute("migrate-set-parameters", PropertyWriter.ToJson(new PropertyBag().Add(name, value), NoDescriptors.Instance));
        }
        catch (QmpException e)
        {
            throw new GuestException(e.Message, e);
        }
    }

    private string FileOf(string name) => guests.Store.DirectoryOf(name) + "/migrate-speed";
}
