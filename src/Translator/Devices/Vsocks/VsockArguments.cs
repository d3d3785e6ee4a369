using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Vsocks;

/// <summary>The vsock device (devices.md 8.8).</summary>
internal static class VsockArguments
{
    public static void Add(CommandLineBuilder builder)
    {
        if (builder.Domain.Vsock is not { } vsock)
        {
            return;
        }

        if (vsock.AutoCid == true)
        {
            vsock.Cid = builder.Context.Options.VirshPreview ? vsock.Cid : builder.Context.Host.FindFreeVsockCid();
        }

        PropertyBag bag = new PropertyBag().Add("driver", VirtioDriver.Name("vhost-vsock", vsock, builder.Context, vsock.Model));
        VirtioDriver.AddOptions(bag, vsock.Virtio).Add("id", vsock.Alias).Add("guest-cid", vsock.Cid);
        if (builder.Context.Options.VirshPreview)
        {
            // nothing is opened for a preview, and virsh prints what stands for no descriptor
            bag.Add("vhostfd", "-1");
        }
        else
        {
            bag.AddFd("vhostfd", builder.Open(new VhostVsock("vhostfd-" + vsock.Alias, vsock.Cid)));
        }

        ZpciArguments.Add(builder, vsock);
        builder.AddDevice(AddressProperties.Add(bag, vsock, builder.Context));
    }
}
