using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Guests;
using VirshLite.Translator.Changes;

namespace VirshLite.Runner.Launching;

/// <summary>
/// What only a started guest knows, put into its domain: the terminals that QEMU opened, channels that nobody listens to yet, the bridges that networks came to
/// (live-changes.md 2.8).
/// </summary>
internal static class LiveFacts
{
    public static void Terminals(Domain domain, IReadOnlyList<ConsoleEndpoint> endpoints)
    {
        IEnumerable<CharacterDevice> devices = domain.Serials.Concat<CharacterDevice>(domain.Parallels).Concat(domain.Consoles).Concat(domain.Channels);
        foreach (CharacterDevice device in devices.Where(d => d.Source.Type == ChardevType.Pty))
        {
            device.Source.Path = endpoints.FirstOrDefault(e => e.Alias == device.Alias)?.Path;
        }

        // nothing in the guest has opened them yet
        foreach (Channel channel in domain.Channels.Where(c => c.TargetType == ChannelTarget.Virtio))
        {
            channel.State ??= ChannelState.Disconnected;
        }
    }

    /// <summary>Where QEMU has put memory devices; it is asked only where there are some.</summary>
    public static void Memory(Domain domain, Func<JsonElement> ask)
    {
        if (domain.MemoryDevices.Count > 0)
        {
            MemoryPlaces.Learn(domain.MemoryDevices, ask());
        }
    }

    /// <summary>
    /// How much the balloon leaves the guest, asked where less was wished than all: it is all until the guest's driver has given some back
    /// (live-changes.md 8.1).
    /// </summary>
    public static void Balloon(Domain domain, Func<JsonElement> ask)
    {
        if (domain.Memballoon is { Model: not MemballoonModel.None } && domain.CurrentMemoryKiB < domain.MemoryKiB)
        {
            ulong virtioMem = 0;
            domain.MemoryDevices.ForEach(m => virtioMem += m.CurrentSizeKiB ?? 0);
            domain.CurrentMemoryKiB = (ask().GetProperty("actual").GetUInt64() / 1024) + virtioMem;
        }
    }

    public static void Links(Domain domain)
    {
        // a guest without USB has a controller that says so; it bears the name that the first one would have
        foreach (Controller none in domain.Controllers.Where(c => c.Model == ControllerModel.UsbNone))
        {
            none.Alias ??= "usb";
        }

        foreach (Interface network in domain.Interfaces.Where(n => n.Type == InterfaceType.Network))
        {
            network.Source.Bridge ??= network.Resolution?.Bridge;
        }
    }
}
