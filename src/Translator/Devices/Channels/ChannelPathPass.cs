using System.Globalization;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;

namespace VirshLite.Translator.Devices.Channels;

/// <summary>Where the sockets of channels without a path go for this run (devices.md 3.3, completion.md 6.7), and those of shared memory servers.</summary>
internal sealed class ChannelPathPass : ICompletionPass
{
    public void Run(TranslationContext context)
    {
        foreach (Channel channel in context.Domain.Channels)
        {
            if (channel is { TargetType: ChannelTarget.Virtio, Source: { Type: ChardevType.Unix, Path: null } source })
            {
                source.Path = $"{context.Paths.ChannelDirectory}/{channel.TargetName ?? PlaceName(channel)}";
                source.Mode = ChardevMode.Bind;
            }
        }

        foreach (Shmem shmem in context.Domain.Shmems)
        {
            if (shmem.HasServer)
            {
                shmem.ServerPath ??= $"/var/lib/libvirt/shmem-{shmem.Name}-sock";
            }
        }
    }

    private static string PlaceName(Channel channel) => channel.Address is VirtioSerialAddress address
        ? string.Create(CultureInfo.InvariantCulture, $"vioser-{address.Controller:D2}-{address.Bus:D2}-{address.Port:D2}.sock")
        : "vioser-00-00-00.sock";
}
