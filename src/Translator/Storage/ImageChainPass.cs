using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Storage;

/// <summary>
/// A real start only: images are looked for and their headers read, from the last disk to the first; a startup policy decides about disks whose images are not
/// there (storage.md 16).
/// </summary>
internal sealed class ImageChainPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        if (!context.Options.ForStart)
        {
            return;
        }

        List<Disk> disks = context.Domain.Disks;
        for (int i = disks.Count - 1; i >= 0; i--)
        {
            DiskNodes nodes = context.Storage.Of(disks[i]);
            if (nodes.Top is not { } top)
            {
                continue;
            }

            try
            {
                new ImageChain(disks[i], context).Complete(top);
            }
            catch (DomainException e) when (disks[i].StartupPolicy == DiskStartupPolicy.Optional)
            {
                context.Warnings.Add($"disk '{disks[i].TargetDev}' is left out, as its startupPolicy allows: {e.Message}");
                if (disks[i].DeviceKind is DiskDevice.Cdrom or DiskDevice.Floppy)
                {
                    disks[i].Source = new StorageSource { Position = disks[i].Position };
                    nodes.Top = null;
                }
                else
                {
                    disks.RemoveAt(i);
                }
            }
        }
    }
}
