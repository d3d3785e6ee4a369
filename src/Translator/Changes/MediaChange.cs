using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Disks;
using VirshLite.Translator.Events;
using VirshLite.Translator.Plan;
using VirshLite.Translator.Storage;

namespace VirshLite.Translator.Changes;

/// <summary>Puts another image into a CD-ROM or floppy drive of a running guest, or takes the one in it out (live-changes.md 6).</summary>
public static class MediaChange
{
    private static readonly TimeSpan TrayWait = TimeSpan.FromSeconds(5);

    /// <param name="guest">The guest.</param>
    /// <param name="drive">The drive as it stands in the running domain.</param>
    /// <param name="wanted">The drive with its new source; an empty source takes the image out.</param>
    /// <param name="force">The tray opens though the guest has locked it.</param>
    /// <param name="results">What the steps have brought.</param>
    /// <exception cref="DomainException">The new image cannot be, or the drive is busy.</exception>
    public static IEnumerable<PlanStep> Live(RunningGuest guest, Disk drive, Disk wanted, bool force, StepResults results)
    {
        if (drive.Mirror is not null)
        {
            throw DomainException.NotSupported("can't change media while a block job is running on the device");
        }

        TranslationContext context = guest.Context(RunningGuest.Copy(guest.Live, live: true), hotplug: true);
        ImageNode? image = Prepare(guest, context, drive, wanted);
        string device = DiskDeviceProperties.QomName(drive);
        bool hasTray = drive.DeviceKind == DiskDevice.Cdrom;
        if (hasTray && drive.Tray != DiskTray.Open)
        {
            yield return new QmpStep("blockdev-open-tray", new PropertyBag().Add("id", device).Add("force", force));
            if (!force)
            {
                yield return new WaitForEvent(
                    [new("DEVICE_TRAY_MOVED") { Data = new PropertyBag().Add("id", drive.Alias).Add("tray-open", true) }], TrayWait)
                {
                    Purpose = $"timed out waiting to open tray of '{drive.TargetDev}'",
                };
                yield return new Tell(DomainEvents.TrayChange(drive.Alias!, isOpen: true));
            }

            drive.Tray = DiskTray.Open;
        }

        yield return PlugSteps.Command("blockdev-remove-medium", ("id", device));
        foreach (string node in LiveImages.NodesOf(drive.Source, context))
        {
            yield return PlugSteps.Command("blockdev-del", ("node-name", node)) with { IgnoreErrors = true };
        }

        ForgetNodes(drive.Source);
        if (image is not null)
        {
            var plan = DeviceArguments.Images(context, image);
            plan.OpenedFiles.AddRange(GuestResources.OfImages(drive, image, context.Host));
            foreach (PlanStep step in PlugSteps.Of(plan, drive))
            {
                yield return step;
            }

            yield return PlugSteps.Command("blockdev-insert-medium", ("id", device), ("node-name", image.EffectiveName));
        }

        drive.Source = wanted.Source;
        drive.StartupPolicy = wanted.StartupPolicy;
        if (image is not null)
        {
            LiveImages.Record(drive, image);
        }
        else
        {
            drive.Source.Index = guest.LastNodeNumber;
        }

        if (drive.IoTune is not null && image is not null)
        {
            foreach (PlanStep step in DiskThrottling.Steps(drive))
            {
                yield return step with { IgnoreErrors = true };
            }
        }

        yield return PlugSteps.Command("blockdev-close-tray", ("id", device));
        drive.Tray = null;
    }

    /// <summary>The new image with its nodes named; null where the drive is to be empty, which costs a number too.</summary>
    private static ImageNode? Prepare(RunningGuest guest, TranslationContext context, Disk drive, Disk wanted)
    {
        var disk = new Disk
        {
            DeviceKind = drive.DeviceKind,
            TargetDev = drive.TargetDev,
            Bus = drive.Bus,
            Alias = drive.Alias,
            ReadOnly = drive.ReadOnly,
            Cache = drive.Cache,
            Io = drive.Io,
            Discard = drive.Discard,
            DetectZeroes = drive.DetectZeroes,
            Source = wanted.Source,
        };
        wanted.Source.Format ??= drive.Source.Format ?? StorageFormat.Raw;
        if (wanted.Source.IsEmpty)
        {
            context.Storage.TakeNumber();
            guest.LastNodeNumber = context.Storage.LastNumber;
            return null;
        }

        ImageNode image = DiskImages.PrepareChain(disk, wanted.Source, context);
        new ImageChain(disk, context).Complete(image);
        guest.LastNodeNumber = context.Storage.LastNumber;
        return image;
    }

    private static void ForgetNodes(StorageSource top)
    {
        for (StorageSource? source = top; source is not null; source = source.Backing)
        {
            source.Index = 0;
        }
    }
}
