using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Boot;

/// <summary>Where to boot from: by device or by class, the hard disk where nothing is said (completion.md 3.2).</summary>
internal sealed class BootOrderPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        Domain domain = context.Domain;
        var orders = new Dictionary<uint, Device>();
        foreach (Device device in BootableDevices.Of(domain))
        {
            if (device.BootOrder is not { } order)
            {
                continue;
            }

            if (!orders.TryAdd(order, device))
            {
                throw new DomainException($"boot order {order.ToString(CultureInfo.InvariantCulture)} used for more than one device", device.Position,
                    RefusalKind.Unsupported);
            }

            if (domain.Os.BootDevices.Count > 0)
            {
                throw DomainException.Unsupported("per-device boot elements cannot be used together with os/boot elements", device.Position);
            }
        }

        if (orders.Count == 0 && domain.Os.BootDevices.Count == 0)
        {
            domain.Os.BootDevices.Add(BootDevice.Hd);
        }
    }
}
