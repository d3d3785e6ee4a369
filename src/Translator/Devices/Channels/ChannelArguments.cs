using System.Globalization;
using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.CommandLine;
using VirshLite.Translator.Devices.CharacterDevices;
using VirshLite.Translator.Plan;

namespace VirshLite.Translator.Devices.Channels;

/// <summary>Channels (devices.md 3.3).</summary>
internal static class ChannelArguments
{
    private const string SpiceName = "com.redhat.spice.0";

    public static void Add(CommandLineBuilder builder)
    {
        foreach (Channel channel in builder.Domain.Channels)
        {
            string chardev = ChardevArguments.Add(builder, channel.Source, channel, "vdagent");
            switch (channel.TargetType)
            {
                case ChannelTarget.Virtio:
                    AddVirtio(builder, channel, chardev);
                    break;
                case ChannelTarget.Guestfwd:
                    string rule = string.Create(CultureInfo.InvariantCulture, $"tcp:{channel.GuestAddress}:{channel.GuestPort}-chardev:{chardev}");
                    builder.AddNetdev(new PropertyBag()
                        .Add("type", "user")
                        .AddArray("guestfwd", [new ObjectProperty(new PropertyBag().Add("str", rule))])
                        .Add("id", channel.Alias));
                    break;
                default:
                    throw DomainException.Unsupported("a channel of target type 'xen' needs Xen; QEMU has 'virtio' and 'guestfwd'", channel.Position);
            }
        }
    }

    private static void AddVirtio(CommandLineBuilder builder, Channel channel, string chardev)
    {
        bool isSpice = channel.Source.Type == ChardevType.Spicevmc;
        if (isSpice && channel.TargetName is not (null or SpiceName))
        {
            throw DomainException.Unsupported($"Unsupported spicevmc target name '{channel.TargetName}'; '{SpiceName}' would be right", channel.Position);
        }

        PropertyBag bag = new PropertyBag().Add("driver", "virtserialport");
        AddressProperties.Add(bag, channel, builder.Context);
        builder.AddDevice(bag.Add("chardev", chardev).Add("id", channel.Alias).Add("name", channel.TargetName ?? (isSpice ? SpiceName : null)));
    }
}
