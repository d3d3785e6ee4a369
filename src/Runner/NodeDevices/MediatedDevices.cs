using VirshLite.DomainParser;
using VirshLite.Runner.Commands;
using VirshLite.Runner.Hosts.Devices;
using VirshLite.Runner.Native;

namespace VirshLite.Runner.NodeDevices;

/// <summary>Makes, defines, changes and removes mediated devices, through mdevctl, which is what keeps their definitions on this host.</summary>
public sealed class MediatedDevices
{
    private readonly DeviceHost host;
    private readonly NodeDeviceList devices;

    public MediatedDevices()
        : this(new DeviceHost())
    {
    }

    internal MediatedDevices(DeviceHost host)
    {
        this.host = host;
        devices = new NodeDeviceList(host);
    }

    /// <summary>Makes one that is gone with the host, or with <see cref="Stop"/>.</summary>
    /// <returns>libvirt's name of it.</returns>
    /// <exception cref="DomainException">It cannot be made.</exception>
    public string Create(MediatedRequest request)
    {
        string parent = ParentOf(request);
        Guid uuid = request.Uuid ?? Guid.NewGuid();
        Control("Unable to start mediated device", request.ToJson(autostart: false), "start", "--parent=" + parent, $"--uuid={uuid}", "--jsonfile=/dev/stdin");
        return NodeDevice.NameOf("mdev", uuid.ToString(), parent);
    }

    /// <summary>Keeps a definition, or changes the one that is there.</summary>
    /// <inheritdoc cref="Create"/>
    public string Define(MediatedRequest request)
    {
        string parent = ParentOf(request);
        Guid uuid = request.Uuid ?? Guid.NewGuid();
        string name = NodeDevice.NameOf("mdev", uuid.ToString(), parent);
        NodeDevice? present = devices.All().FirstOrDefault(d => d.Name == name && d.IsPersistent);
        Control("Unable to define mediated device", request.ToJson(present?.Autostart == true), present is null ? "define" : "modify",
            "--parent=" + parent, $"--uuid={uuid}", "--jsonfile=/dev/stdin");
        return name;
    }

    /// <exception cref="DomainException">It is active, or cannot be made.</exception>
    public void Start(NodeDevice device)
    {
        if (device.IsActive)
        {
            throw DomainException.Operation("Device is already active");
        }

        Control("Unable to create mediated device", [], "start", ParentOption(device), UuidOption(device));
    }

    /// <exception cref="DomainException">It is not active, no mediated device, or in use.</exception>
    public void Stop(NodeDevice device)
    {
        RequireMediated(device);
        if (!device.IsActive)
        {
            throw DomainException.Operation($"Device '{device.Name}' is not active");
        }

        Control($"Unable to destroy '{device.Name}'", [], "stop", UuidOption(device));
    }

    /// <exception cref="DomainException">It is no mediated device, or has no definition.</exception>
    public void Undefine(NodeDevice device)
    {
        RequireMediated(device);
        if (!device.IsPersistent)
        {
            throw DomainException.Operation("Node device is not defined");
        }

        Control("Unable to undefine mediated device", [], "undefine", ParentOption(device), UuidOption(device));
    }

    /// <exception cref="DomainException">It is no mediated device, or has no definition.</exception>
    public void SetAutostart(NodeDevice device, bool on)
    {
        if (device.Kind != "mdev")
        {
            throw DomainException.NotSupported("Unsupported device type");
        }

        if (!device.IsPersistent)
        {
            throw DomainException.Operation("cannot set autostart for transient device");
        }

        Control("Unable to set autostart on mediated device", [], "modify", on ? "--auto" : "--manual", ParentOption(device), UuidOption(device));
    }

    /// <summary>Changes a definition, a device that is there, or both.</summary>
    /// <exception cref="DomainException">There is no such side, or the XML is another device's.</exception>
    public void Update(NodeDevice device, MediatedRequest request, bool live, bool config)
    {
        RequireMediated(device);
        if (live && !device.IsActive)
        {
            throw DomainException.Operation("node device is not active");
        }

        if (config && !device.IsPersistent)
        {
            throw DomainException.Operation("transient node device does not have any persistent config");
        }

        if (request.Uuid is { } uuid && uuid.ToString() != UuidOf(device))
        {
            throw DomainException.Unsupported($"Cannot update device '{device.Name}, uuid mismatch (current uuid '{UuidOf(device)}')");
        }

        foreach (string side in (string[])[.. config ? ["--defined"] : Array.Empty<string>(), .. live ? ["--live"] : Array.Empty<string>()])
        {
            Control("Unable to modify mediated device", request.ToJson(device.Autostart), "modify", side, ParentOption(device), UuidOption(device),
                "--jsonfile=/dev/stdin");
        }
    }

    private string ParentOf(MediatedRequest request)
    {
        NodeDevice parent = devices.All().FirstOrDefault(d => d.Name == request.Parent)
            ?? throw DomainException.Unsupported($"invalid parent device '{request.Parent}'");
        return parent.Kind is "pci" or "css" or "ap_matrix" ? parent.SysfsName! : throw new DomainException(
            $"failed to parse configuration file Unable to find address for parent device '{request.Parent}'", default, RefusalKind.Plain);
    }

    private void Control(string failure, byte[] input, params IReadOnlyList<string> words)
    {
        try
        {
            CommandResult result = host.Run("mdevctl", input, words);
            if (!result.Success)
            {
                throw new GuestException($"internal error: {failure}: {result.LastWords}");
            }
        }
        catch (NativeException e)
        {
            throw new GuestException($"internal error: {failure}: {e.Message}; the package mdevctl has it", e);
        }
    }

    private static void RequireMediated(NodeDevice device)
    {
        if (device.Kind != "mdev")
        {
            throw DomainException.Unsupported("Unsupported device type");
        }
    }

    private static string UuidOf(NodeDevice device) => device.Capability.Element("uuid")!.Value;

    private static string UuidOption(NodeDevice device) => "--uuid=" + UuidOf(device);

    private static string ParentOption(NodeDevice device) => "--parent=" + device.Capability.Element("parent_addr")!.Value;
}
