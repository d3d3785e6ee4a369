using VirshLite.Runner.Native;

namespace VirshLite.Runner.Definitions;

/// <summary>A guest that libvirt has running, from its status file (host-takeover.md 5).</summary>
/// <param name="Name">The guest's name.</param>
/// <param name="Uuid">Its UUID.</param>
/// <param name="Id">libvirt's number.</param>
/// <param name="Qemu">The process.</param>
/// <param name="Disks">Files and devices that it writes to and does not share.</param>
public sealed record LibvirtGuest(string Name, Guid Uuid, int Id, ProcessIdentity Qemu, IReadOnlyList<string> Disks);
