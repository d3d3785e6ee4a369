using VirshLite.Runner.Native;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking;

/// <summary>Taps as descriptors: made with TUNSETIFF, one descriptor a queue, gone with the last of them (network.md 8.2).</summary>
internal static class TapDevice
{
    /// <summary>Makes the device; the name is the plan's own, or the next free one.</summary>
    public static OpenedInterface Create(InterfacePlan plan, Settings settings)
    {
        string device = plan.Interface.Backend.Tap ?? settings.TunDevice;
        if (!DeviceNames.IsTemplate(plan.DeviceName))
        {
            NetworkDevice.CheckName(plan.DeviceName!);
            if (NetworkDevice.Exists(plan.DeviceName!))
            {
                throw new GuestException($"Requested operation is not valid: The {plan.DeviceName} interface already exists");
            }

            return Open(device, plan.DeviceName!, plan, out int errno) ?? throw new NativeException($"Unable to create tap device {plan.DeviceName}", errno);
        }

        // two starts at a time must not take the same free name: a tap with several queues would let both in
        Files.MakeDirectory(settings.StateDirectory, FileModes.PublicDirectory);
        using FileLock held = FileLock.Take(settings.StateDirectory + "/vnet.lock");
        foreach (string name in DeviceNames.Candidates(plan.DeviceName, "vnet"))
        {
            if (Open(device, name, plan, out int errno) is { } opened)
            {
                return opened;
            }

            if (errno != Errno.EBUSY)
            {
                throw new NativeException($"Unable to create tap device {name}", errno);
            }
        }

        throw new GuestException("internal error: no unused vnet names available");
    }

    /// <summary>Opens a device that is there already and belongs to somebody else (&lt;target managed='no'/&gt;, network.md 5.6).</summary>
    public static OpenedInterface OpenExisting(InterfacePlan plan, Settings settings)
    {
        string name = plan.DeviceName ?? throw new GuestException("internal error: target dev must be supplied when managed='no'");
        if (!NetworkDevice.Exists(name))
        {
            throw new GuestException("internal error: target managed='no' but specified dev doesn't exist");
        }

        using var existing = new NetworkDevice(name);
        string macvtap = $"/dev/tap{existing.Index}";
        if (File.Exists(macvtap))
        {
            return Macvtap.OpenQueues(name, macvtap, plan);
        }

        return Open(plan.Interface.Backend.Tap ?? settings.TunDevice, name, plan, out int errno)
            ?? throw new NativeException(
                plan.Queues > 1
                    ? $"Unable to create multiple fds for tap device {name} (maybe existing device was created without multi_queue flag)"
                    : $"Unable to create tap device {name}",
                errno);
    }

    private static OpenedInterface? Open(string device, string name, InterfacePlan plan, out int errno)
    {
        var files = new List<FileDescriptor>();
        try
        {
            for (int i = 0; i < plan.Queues; i++)
            {
                FileDescriptor file = Files.TryOpenReadWrite(device, out errno)
                    ?? throw new NativeException($"Unable to open {device}, is tun module loaded?", errno);
                files.Add(file);
                if (TunFile.TryAttach(file, name, plan.Queues > 1, plan.VnetHeader, out errno) is not { } given)
                {
                    files.ForEach(f => f.Dispose());
                    return null;
                }

                name = given;
            }
        }
        catch (NativeException)
        {
            files.ForEach(f => f.Dispose());
            throw;
        }

        errno = 0;
        return new OpenedInterface(name, files);
    }
}
