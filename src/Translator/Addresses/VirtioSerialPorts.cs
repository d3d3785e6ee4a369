using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;
using VirshLite.Translator.Context;
using VirshLite.Translator.Devices.Controllers;

namespace VirshLite.Translator.Addresses;

/// <summary>Port numbers on virtio-serial controllers (addresses.md 4.1). Port 0 of an address means: still open.</summary>
internal sealed class VirtioSerialPorts
{
    private const uint DefaultPorts = 31;

    private readonly Domain domain;
    private readonly Compatibility rules;
    private readonly SortedDictionary<uint, Ports> controllers = [];

    private VirtioSerialPorts(Domain domain, Compatibility rules)
    {
        this.domain = domain;
        this.rules = rules;
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type == ControllerType.VirtioSerial)
            {
                controllers.TryAdd(controller.Index!.Value, new Ports(controller.Ports ?? DefaultPorts));
            }
        }
    }

    public static void Assign(Domain domain, Compatibility rules) => new VirtioSerialPorts(domain, rules).Run();

    private void Run()
    {
        foreach (Device device in DeviceWalk.Of(domain))
        {
            if (device.Address is VirtioSerialAddress { Port: > 0 } address)
            {
                Reserve(address);
            }
        }

        foreach (GuestConsole console in domain.Consoles)
        {
            // an open port of a console stays open in the XML, and still costs a port of controller 0
            if (console is { TargetType: ConsoleTarget.Virtio, Address: VirtioSerialAddress { Port: 0 } address })
            {
                Of(0, address.Position).TakeLowest();
            }
        }

        foreach (Channel channel in domain.Channels)
        {
            if (channel.TargetType == ChannelTarget.Virtio)
            {
                Assign(channel);
            }
        }
    }

    private void Reserve(VirtioSerialAddress address)
    {
        Ports ports = Of(address.Controller, address.Position);
        if (address.Port >= ports.Count)
        {
            throw new DomainException(
                $"virtio serial controller {address.Controller} does not have port {address.Port}: its ports are 0 to {ports.Count - 1}", address.Position);
        }

        if (!ports.Take(address.Port))
        {
            throw new DomainException($"virtio serial port {address.Port} on controller {address.Controller} is already occupied", address.Position);
        }
    }

    private void Assign(Channel channel)
    {
        switch (channel.Address)
        {
            case null:
                (uint controller, uint port) = Next();
                channel.Address = new VirtioSerialAddress { Controller = controller, Port = port };
                break;
            case VirtioSerialAddress { Port: 0 } address:
                address.Bus = 0;
                address.Port = Of(address.Controller, address.Position).TakeLowest()
                    ?? throw new DomainException($"Unable to find a free virtio-serial port on controller {address.Controller}", address.Position);
                break;
        }
    }

    private (uint Controller, uint Port) Next()
    {
        foreach ((uint index, Ports ports) in controllers)
        {
            if (ports.TakeLowest() is { } port)
            {
                return (index, port);
            }
        }

        uint free = 0;
        while (controllers.ContainsKey(free))
        {
            free++;
        }

        AutomaticControllers.Add(domain, rules, new Controller { Type = ControllerType.VirtioSerial, Index = free });
        var added = new Ports(DefaultPorts);
        controllers.Add(free, added);
        return (free, added.TakeLowest()!.Value);
    }

    private Ports Of(uint controller, SourcePosition position) =>
        controllers.TryGetValue(controller, out Ports? ports)
            ? ports : throw new DomainException($"virtio serial controller {controller} is missing", position);

    private sealed class Ports(uint count)
    {
        private readonly HashSet<uint> taken = [];

        public uint Count => count;

        public bool Take(uint port) => taken.Add(port);

        /// <summary>The lowest free port from 1 on; null where all are taken.</summary>
        public uint? TakeLowest()
        {
            for (uint port = 1; port < count; port++)
            {
                if (taken.Add(port))
                {
                    return port;
                }
            }

            return null;
        }
    }
}
