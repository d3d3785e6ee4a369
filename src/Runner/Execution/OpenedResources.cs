using VirshLite.Runner.Guests;
using VirshLite.Runner.Helpers;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Runner.TrustedFiles;
using VirshLite.Runner.Networking;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Confinement;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Execution;

/// <summary>What a plan has opened, by the names of its resources; open until QEMU has its own copies.</summary>
internal sealed class OpenedResources(InterfaceOwner guest, Settings settings, FileOwner? owner, CleanupJournal journal, HelperProcesses helpers) : IDisposable
{
    private const UnixFileMode SocketMode = FileModes.GroupSocket;

    private readonly Dictionary<string, FileDescriptor> opened = [];
    private readonly Dictionary<string, FilteredStream> streams = [];
    private readonly Dictionary<InterfacePlan, OpenedInterface> interfaces = new(ReferenceEqualityComparer.Instance);

    /// <summary>Has the ends of pipes for files; null: those are opened themselves.</summary>
    public LoggedFiles? Logged { get; init; }

    /// <summary>The taps made, with the names they got.</summary>
    public IEnumerable<(InterfacePlan Plan, string Device)> Interfaces => interfaces.Select(i => (i.Key, i.Value.Name));

    /// <summary>Opens it under its name, unless that is open already; what the caller handed in is open as it is.</summary>
    public void Add(PlanResource resource)
    {
        if (resource is StreamFile stream)
        {
            streams.Add(stream.Name, FilteredStream.Open(stream));
        }
        else if (resource is not CallersFd && !opened.ContainsKey(resource.Name))
        {
            opened.Add(resource.Name, resource is HelperSocket socket ? helpers.TakeSocket(socket.Helper) : Open(resource));
        }
    }

    /// <exception cref="GuestException">A stream's programs could not write it all.</exception>
    public void Close(string name)
    {
        if (streams.Remove(name, out FilteredStream? stream))
        {
            stream.Finish();
        }

        if (opened.Remove(name, out FileDescriptor? file))
        {
            file.Dispose();
        }
    }

    public FileDescriptor this[string name] => streams.TryGetValue(name, out FilteredStream? stream) ? stream.QemuEnd : opened[name];

    /// <summary>Each of these with the number it gets in QEMU.</summary>
    public IReadOnlyList<HandedDescriptor> Numbered(IEnumerable<PlanResource> resources, IFdNumbering numbering) =>
        [.. resources.Where(r => r is not CallersFd).DistinctBy(r => r.Name).Select(r => new HandedDescriptor(opened[r.Name], numbering.NumberOf(r)))];

    public void Dispose()
    {
        foreach (FilteredStream stream in streams.Values)
        {
            stream.Dispose();
        }

        foreach (FileDescriptor file in opened.Values)
        {
            file.Dispose();
        }

        foreach (OpenedInterface device in interfaces.Values)
        {
            device.Dispose();
        }
    }

    private FileDescriptor Open(PlanResource resource)
    {
        switch (resource)
        {
            case TapQueue tap:
                return Interface(tap.Interface).Queues[tap.Queue];
            case MonitorSocket monitor:
                return Listen(monitor.Path, FileModes.OwnerFile, forQemu: null);
            case ListeningSocket socket:
                return IsOurs(socket.Path) ? Listen(socket.Path, FileModes.OwnerFile, forQemu: null) : Listen(socket.Path, SocketMode, owner);
            case OutputFile output:
                return Logged?.Open(output) ?? OpenOutput(output);
            case DeviceNode device:
                return OpenDevice(device);
            case VhostNet vhost:
                return Files.TryOpenReadWrite(vhost.DevicePath, out int errno)
                    ?? throw new NativeException($"vhost-net of interface {vhost.Interface.Alias}: cannot open '{vhost.DevicePath}'", errno);
            case VhostVsock vsock:
                return VsockDevice.Open(vsock.Cid);
            default:
                throw new GuestException($"internal error: a descriptor of kind {resource.GetType().Name} cannot be opened");
        }
    }

    private OpenedInterface Interface(InterfacePlan wanted)
    {
        if (!interfaces.TryGetValue(wanted, out OpenedInterface? device))
        {
            interfaces.Add(wanted, device = HostInterface.Open(wanted, guest, settings, journal));
        }

        return device;
    }

    /// <summary>QEMU is handed the listening socket: where nobody chose the place, its name is for root's clients alone (confinement.md 10.3).</summary>
    private bool IsOurs(string path) =>
        path.StartsWith(settings.LibDirectory + "/domain-", StringComparison.Ordinal)
            || path.StartsWith(settings.ChannelDirectory + "/", StringComparison.Ordinal);

    private FileDescriptor Listen(string path, UnixFileMode mode, FileOwner? forQemu)
    {
        // a directory that somebody named and that is not there is refused, as libvirt does
        if (IsOurs(path))
        {
            Files.MakeDirectory(Path.GetDirectoryName(path)!, FileModes.GroupDirectory);
        }

        journal.Add(CleanupAction.File(path));

        // not blocking: QEMU looks at a listener from two threads for a moment; the one that comes second must not wait for another client
        return UnixSockets.Listen(path, mode, nonBlocking: true, owner: forQemu);
    }

    private static FileDescriptor OpenOutput(OutputFile output)
    {
        using OutputPlace place = OutputPlace.Of(output.Path);
        return place.Open(output.Append);
    }

    private static FileDescriptor OpenDevice(DeviceNode device)
    {
        try
        {
            return device.Kind switch
            {
                DeviceNodeKind.TpmCancel => Files.OpenWrite(device.Path),
                _ => device.ReadWrite ? Files.OpenReadWrite(device.Path) : Files.OpenRead(device.Path),
            };
        }
        catch (NativeException e) when (device.Kind == DeviceNodeKind.Vdpa)
        {
            throw new NativeException($"Unable to open '{device.Path}' for vdpa device", e.Number);
        }
        catch (NativeException e) when (device.Kind is DeviceNodeKind.Tpm or DeviceNodeKind.TpmCancel)
        {
            throw new NativeException($"Unable to open '{device.Path}' for the TPM of the host", e.Number);
        }
    }
}
