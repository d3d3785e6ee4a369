using VirshLite.DomainParser;
using VirshLite.DomainParser.Model;

namespace VirshLite.Translator.Addresses;

/// <summary>USB ports, and the hubs that are added where there are not enough of them (addresses.md 4.2).</summary>
internal sealed class UsbAddresses
{
    private const uint HubPorts = 8;

    private readonly Domain domain;
    private readonly SortedDictionary<uint, UsbPorts> buses = [];

    private UsbAddresses(Domain domain) => this.domain = domain;

    /// <param name="onlyWhereComplete">Skip everything unless each USB device has its port already: so an existing definition stays as it is.</param>
    /// <param name="addsHubs">False for a guest that runs: no hub is plugged in on a device's behalf.</param>
    public static void Assign(Domain domain, bool onlyWhereComplete, bool addsHubs = true)
    {
        List<Device> devices = UsbDevices(domain);
        int count = devices.Count + domain.Hubs.Count;
        if (count > 0 && domain.Controllers.TrueForAll(static c => c is not { Type: ControllerType.Usb, Model: not ControllerModel.UsbNone }))
        {
            throw DomainException.Unsupported("USB is disabled for this domain, but USB devices are present in the domain XML");
        }

        if (onlyWhereComplete && (devices.Exists(static d => d.Address is not UsbAddress { Port.Count: > 0 })
            || domain.Hubs.Exists(static h => h.Address is not UsbAddress { Port.Count: > 0 })))
        {
            return;
        }

        new UsbAddresses(domain).Run(devices, addsHubs ? count : 0);
    }

    private static uint PortsOf(Controller controller) => controller.Model switch
    {
        ControllerModel.PciOhci => 3,
        ControllerModel.Ehci or ControllerModel.Ich9Ehci1 => 6,
        ControllerModel.NecXhci or ControllerModel.QemuXhci => controller.Ports ?? 4,
        ControllerModel.Ich9Uhci1 or ControllerModel.Ich9Uhci2 or ControllerModel.Ich9Uhci3 or ControllerModel.UsbNone => 0,
        _ => 2,
    };

    private static List<Device> UsbDevices(Domain domain)
    {
        List<Device> devices = [];
        foreach (Device device in DeviceWalk.Of(domain))
        {
            bool isUsb = device switch
            {
                Disk disk => disk.Bus == DiskBus.Usb,
                Interface nic => nic.Model == "usb-net",
                Sound sound => sound.Model == SoundModel.Usb,
                Hostdev hostdev => hostdev.Source is UsbHostdevSource,
                Controller controller => controller.Type == ControllerType.Ccid,
                Serial serial => serial.TargetType == SerialTarget.UsbSerial,
                Input input => input.Bus == InputBus.Usb,
                Filesystem filesystem => filesystem.Driver == FilesystemDriver.Mtp,
                Redirdev => true,
                _ => false,
            };
            if (isUsb)
            {
                devices.Add(device);
            }
        }

        return devices;
    }

    private void Run(List<Device> devices, int count)
    {
        long ports = HubPorts * domain.Hubs.Count;
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type == ControllerType.Usb)
            {
                ports += PortsOf(controller);
            }
        }

        // each hub takes a port and gives eight
        for (long missing = count - ports; count > ports && missing >= 0; missing -= HubPorts - 1)
        {
            domain.Hubs.Add(new Hub());
        }

        MakeBuses();
        foreach (Hub hub in domain.Hubs)
        {
            if (hub.Address is UsbAddress { Port.Count: > 0 } address)
            {
                Reserve(hub, address).HangHub(address.Port[^1], new UsbPorts(HubPorts));
            }
        }

        foreach (Device device in devices)
        {
            if (device.Address is UsbAddress { Port.Count: > 0 } address)
            {
                Reserve(device, address);
            }
        }

        foreach (Hub hub in domain.Hubs)
        {
            // whatever other place the XML gives a hub, it hangs at a port
            if (hub.Address is not UsbAddress { Port.Count: > 0 })
            {
                (UsbPorts parent, uint port) = Assign(hub);
                parent.HangHub(port, new UsbPorts(HubPorts));
            }
        }

        foreach (Device device in devices)
        {
            if (device.Address is null or UsbAddress { Port.Count: 0 })
            {
                Assign(device);
            }
        }
    }

    private void MakeBuses()
    {
        foreach (Controller controller in domain.Controllers)
        {
            if (controller.Type != ControllerType.Usb)
            {
                continue;
            }

            uint ports = PortsOf(controller);
            if (ports > 0 && !buses.TryAdd(controller.Index!.Value, new UsbPorts(ports)))
            {
                throw new DomainException($"Duplicate USB controllers with index {controller.Index}", controller.Position);
            }
        }
    }

    private UsbPorts Reserve(Device device, UsbAddress address)
    {
        if (!buses.TryGetValue(address.Bus, out UsbPorts? bus))
        {
            throw new DomainException($"Missing USB bus {address.Bus}", address.Position);
        }

        string path = string.Join('.', address.Port);
        (UsbPorts? parent, uint missing) = bus.ParentOf(address.Port);
        if (parent is null)
        {
            throw new DomainException($"there is no hub at port {missing} in USB address bus: {address.Bus} port: {path}", address.Position);
        }

        uint port = address.Port[^1];
        if (!parent.Has(port))
        {
            throw new DomainException($"requested USB port {path} not present on USB bus {address.Bus}", address.Position);
        }

        return parent.Take(port) ? parent : throw new DomainException($"Duplicate USB address bus {address.Bus} port {path}", device.Position);
    }

    private (UsbPorts Parent, uint Port) Assign(Device device)
    {
        uint? wanted = (device.Address as UsbAddress)?.Bus;
        if (wanted is { } only && !buses.ContainsKey(only))
        {
            throw new DomainException($"USB bus {only} requested but no controller with that index is present", device.Position);
        }

        foreach ((uint index, UsbPorts bus) in buses)
        {
            if ((wanted is not null && wanted != index) || bus.FindFree() is not { } path)
            {
                continue;
            }

            UsbPorts parent = bus.ParentOf(path).Parent!;
            parent.Take(path[^1]);
            device.Address = new UsbAddress { Bus = index, Port = path };
            return (parent, path[^1]);
        }

        throw DomainException.Internal("No free USB ports", device.Position);
    }
}
