using VirshLite.Runner.Helpers;
using VirshLite.Runner.Hosts;
using VirshLite.Runner.Hosts.Facts;
using VirshLite.Runner.Native;
using VirshLite.Runner.Networking;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>Opens what a plan names, in the plan's order; keeps it until QEMU has its own copies.</summary>
internal sealed class ResourceOpener : IDisposable
{
    private readonly LaunchPlan plan;
    private readonly Settings settings;
    private readonly RunAs? owner;
    private readonly CleanupJournal journal;
    private readonly Dictionary<string, FileDescriptor> opened = [];
    private readonly Dictionary<InterfacePlan, OpenedInterface> interfaces = new(ReferenceEqualityComparer.Instance);

    public ResourceOpener(LaunchPlan plan, Settings settings, RunAs? owner, CleanupJournal journal)
    {
        this.plan = plan;
        this.settings = settings;
        this.owner = owner;
        this.journal = journal;
    }

    /// <summary>The taps made, with the names they got.</summary>
    public IEnumerable<(InterfacePlan Plan, string Device)> Interfaces => interfaces.Select(i => (i.Key, i.Value.Name));

    /// <summary>Opens everything. <paramref name="helpers"/> has the ends of socket pairs that helper processes left for QEMU.</summary>
    public void OpenAll(HelperProcesses helpers)
    {
        // cheap ones first: what cannot be had is refused before a tap appears on a bridge
        foreach (PlanResource resource in plan.Resources.OrderBy(r => r is VhostNet ? 0 : 1))
        {
            if (resource is CallersFd || opened.ContainsKey(resource.Name))
            {
                continue;
            }

            opened.Add(resource.Name, resource is HelperSocket socket ? helpers.TakeSocket(socket.Helper) : Open(resource));
        }
    }

    public FileDescriptor this[string name] => opened[name];

    /// <summary>Each descriptor with the number it gets in QEMU.</summary>
    public IReadOnlyList<HandedDescriptor> Numbered(IFdNumbering numbering) =>
        [.. plan.Resources.Where(r => r is not CallersFd).DistinctBy(r => r.Name).Select(r => new HandedDescriptor(opened[r.Name], numbering.NumberOf(r)))];

    public void Dispose()
    {
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
                return Listen(monitor.Path, SocketMode);
            case ListeningSocket socket:
                return Listen(socket.Path, SocketMode);
            case OutputFile output:
                return OpenOutput(output);
            case DeviceNode device:
                return OpenDevice(device);
            case VhostNet vhost:
                return Files.TryOpenReadWrite(vhost.DevicePath, out int errno)
                    ?? throw new NativeException($"vhost-net of interface {vhost.Interface.Alias}: cannot open '{vhost.DevicePath}'", errno);
            case VhostVsock vsock:
                return VsockDevice.Open(vsock.Cid).Device;
            default:
                throw new GuestException($"internal error: a descriptor of kind {resource.GetType().Name} cannot be opened");
        }
    }

    private const UnixFileMode SocketMode = FileModes.GroupSocket;

    private OpenedInterface Interface(InterfacePlan wanted)
    {
        if (!interfaces.TryGetValue(wanted, out OpenedInterface? device))
        {
            interfaces.Add(wanted, device = HostInterface.Open(wanted, plan.Domain.Uuid ?? Guid.Empty, settings, journal));
        }

        return device;
    }

    private FileDescriptor Listen(string path, UnixFileMode mode)
    {
        Files.MakeDirectory(Path.GetDirectoryName(path)!, HostPreparation.DirectoryMode);
        journal.Add(CleanupAction.File(path));

        // not blocking: QEMU looks at a listener from two threads for a moment; the one that comes second must not wait for another client
        FileDescriptor socket = UnixSockets.Listen(path, mode, nonBlocking: true);
        owner?.Take(path);
        return socket;
    }

    private FileDescriptor OpenOutput(OutputFile output)
    {
        FileDescriptor file = Files.OpenOutput(output.Path, output.Append, FileModes.OwnerFile);
        owner?.Take(output.Path);
        return file;
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
