using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.CommandLine;

/// <summary>The zpci device in front of a PCI device of an s390 guest (devices.md 1.4).</summary>
internal static class ZpciArguments
{
    /// <summary>Puts out the device's zpci device where its address has zPCI ids.</summary>
    public static void Add(CommandLineBuilder builder, Device device)
    {
        if (device.Address is not PciAddress { ZpciUid: { } uid } address)
        {
            return;
        }

        builder.AddDevice(new PropertyBag()
            .Add("driver", "zpci")
            .Add("uid", uid)
            .Add("fid", address.ZpciFid ?? 0)
            .Add("target", device.Alias)
            .Add("id", "zpci" + uid.ToString(CultureInfo.InvariantCulture)));
    }
}
