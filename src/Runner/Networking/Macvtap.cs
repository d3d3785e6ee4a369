using VirshLite.Runner.Commands;
using VirshLite.Runner.Native;
using VirshLite.Runner.Undo;
using VirshLite.Translator.Context;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Networking;

/// <summary>A macvtap on a lower device (network.md 8.9), made and removed with <c>ip link</c>.</summary>
internal static class Macvtap
{
    private const int OpenAttempts = 10;

    public static OpenedInterface Create(InterfacePlan plan, Settings settings, CleanupJournal journal)
    {
        string lower = plan.Link!;
        if (!NetworkDevice.Exists(lower))
        {
            throw new NativeException($"Unable to get index for interface {lower}", Errno.ENODEV);
        }

        string mode = plan.MacvtapMode ?? "vepa";
        string mac = plan.Interface.Mac!;
        if (mode == "passthrough")
        {
            TakeOverLowerMac(lower, mac, journal);
        }

        string name = CreateLink(plan, lower, mode, mac, settings);
        journal.Add(CleanupAction.Command("ip", "link", "delete", "dev", name));
        using var device = new NetworkDevice(name);
        return OpenQueues(name, $"/dev/tap{device.Index}", plan);
    }

    /// <summary>Opens the character device once a queue. udev may need a moment to make it.</summary>
    public static OpenedInterface OpenQueues(string name, string path, InterfacePlan plan)
    {
        var files = new List<FileDescriptor>();
        int attempts = OpenAttempts;
        try
        {
            while (files.Count < plan.Queues)
            {
                if (Files.TryOpenReadWrite(path, out int errno) is { } file)
                {
                    files.Add(file);
                    TunFile.SetMacvtapFlags(file, plan.Queues > 1, plan.VnetHeader);
                }
                else if (attempts-- == 0)
                {
                    throw new NativeException($"cannot open macvtap tap device {path}", errno);
                }
                else
                {
                    Thread.Sleep(20);
                }
            }
        }
        catch (NativeException)
        {
            files.ForEach(f => f.Dispose());
            throw;
        }

        return new OpenedInterface(name, files);
    }

    private static string CreateLink(InterfacePlan plan, string lower, string mode, string mac, Settings settings)
    {
        using FileLock held = FileLock.Take(settings.StateDirectory + "/vnet.lock");
        IEnumerable<string> names = DeviceNames.IsTemplate(plan.DeviceName) ? DeviceNames.Candidates(plan.DeviceName, "macvtap") : [plan.DeviceName!];
        CommandResult? result = null;
        foreach (string name in names)
        {
            NetworkDevice.CheckName(name);
            string modeWord = mode == "passthrough" ? "passthru" : mode;
            result = HostCommand.Run("ip", "link", "add", "link", lower, "name", name, "address", mac, "type", "macvtap", "mode", modeWord);
            if (result.Success)
            {
                return name;
            }

            if (!result.Error.Contains("exists", StringComparison.Ordinal) || !DeviceNames.IsTemplate(plan.DeviceName))
            {
                throw new GuestException($"error creating macvtap interface {name}@{lower} ({mac}): {Reason(result.Error)}");
            }
        }

        throw new GuestException("internal error: no unused macvtap names available");
    }

    /// <summary>In passthrough mode the lower device itself takes the guest's MAC, and gets its own back at the end.</summary>
    private static void TakeOverLowerMac(string lower, string mac, CleanupJournal journal)
    {
        string former = File.ReadAllText($"/sys/class/net/{lower}/address").Trim();
        journal.Add(CleanupAction.Command("ip", "link", "set", "dev", lower, "address", former));
        using var device = new NetworkDevice(lower);
        device.SetMac(mac);
    }

    private static string Reason(string error) => error.Trim().Replace("RTNETLINK answers: ", "", StringComparison.Ordinal);
}
