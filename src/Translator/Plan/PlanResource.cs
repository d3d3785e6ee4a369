namespace VirshLite.Translator.Plan;

/// <summary>
/// Something that is opened before QEMU starts and reaches it as a file descriptor. Arguments name resources; numbers are given out when a plan is rendered
/// (startup.md 4). <paramref name="Name"/> is libvirt's name of the descriptor, unique in a plan (<c>tapfd-net00</c>, <c>vhostfd-net00</c>,
/// <c>monitor-source</c>).
/// </summary>
public abstract record PlanResource(string Name);

/// <summary>One queue of an interface's tap device; <paramref name="Queue"/> counts from 0. The interface's own data say what to create.</summary>
public sealed record TapQueue(string Name, InterfacePlan Interface, int Queue) : PlanResource(Name);

/// <summary>One descriptor of a vhost-net device, one a queue. That the device can be had was found out before the plan was made.</summary>
public sealed record VhostNet(string Name, InterfacePlan Interface, int Queue, string DevicePath) : PlanResource(Name);

/// <summary>A Unix socket that is bound and listens before QEMU gets it.</summary>
public sealed record ListeningSocket(string Name, string Path) : PlanResource(Name);

/// <summary>QEMU's monitor socket: it listens, and the launcher connects to it.</summary>
public sealed record MonitorSocket(string Name, string Path) : PlanResource(Name);

/// <summary>A file that QEMU writes to (character device or its log); created where missing, emptied unless <paramref name="Append"/>.</summary>
public sealed record OutputFile(string Name, string Path, bool Append) : PlanResource(Name);

/// <summary>A device node or file opened as it is: for reading, or for reading and writing. That it cannot be opened stops the start.</summary>
public sealed record DeviceNode(string Name, string Path, bool ReadWrite, DeviceNodeKind Kind) : PlanResource(Name);

/// <summary>What a <see cref="DeviceNode"/> is: it decides how the launcher opens it (TpmCancel for writing only) and says that it cannot.</summary>
public enum DeviceNodeKind
{
    Tpm,
    TpmCancel,
    Vdpa,
    VhostScsi,
    Other,
}

/// <summary>/dev/vhost-vsock with the guest's context id set.</summary>
public sealed record VhostVsock(string Name, uint Cid) : PlanResource(Name);

/// <summary>One end of a socket pair whose other end a helper process has (vhost-user-gpu, slirp).</summary>
public sealed record HelperSocket(string Name, string Helper) : PlanResource(Name);

/// <summary>A descriptor that the caller opened and handed in; its number is known.</summary>
public sealed record CallersFd(string Name, int Number) : PlanResource(Name);
