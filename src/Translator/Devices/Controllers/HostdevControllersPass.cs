using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Controllers;

/// <summary>
/// SCSI controllers for SCSI host devices. libvirt adds them while it reads, after each host device, so they stand before the controllers of the machine
/// (addresses.md 1.2 step 2).
/// </summary>
internal sealed class HostdevControllersPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        List<Hostdev> hostdevs = context.Domain.Hostdevs;
        for (int count = 1; count <= hostdevs.Count; count++)
        {
            Ensure(context, count);
        }
    }

    /// <summary>
    /// SCSI controllers 0 to the highest one that the first <paramref name="count"/> host devices name. New ones take the model of the last of those
    /// controllers that is there and has one, looking only at host devices with a higher controller than all before.
    /// </summary>
    internal static void Ensure(TranslationContext context, int count)
    {
        Domain domain = context.Domain;
        int highest = -1;
        ControllerModel? model = null;
        for (int i = 0; i < count; i++)
        {
            if (domain.Hostdevs[i].Source is not ScsiHostdevSource)
            {
                continue;
            }

            int controller = (int)AutomaticControllers.Counted((domain.Hostdevs[i].Address as DriveAddress)?.Controller ?? 0, domain.Hostdevs[i].Position);
            if (controller > highest)
            {
                highest = controller;
                model = ControllerList.Find(domain.Controllers, ControllerType.Scsi, (uint)controller)?.Model ?? model;
            }
        }

        for (uint index = 0; index <= highest && highest >= 0; index++)
        {
            if (ControllerList.Find(domain.Controllers, ControllerType.Scsi, index) is null)
            {
                AutomaticControllers.Add(domain, context.Rules, new Controller { Type = ControllerType.Scsi, Index = index, Model = model });
            }
        }
    }
}
