using VirshLite.Runner.Native;
using VirshLite.Translator.Plan;

namespace VirshLite.Runner.Launching;

/// <summary>
/// Decides about vhost-net before a plan is rendered (network.md 5.1): the device is opened once a queue. Where that fails, an interface that asks for vhost by
/// name is refused; all others run with a plain tap, and the plan loses its vhost descriptors.
/// </summary>
public static class VhostNetGrant
{
    /// <summary>Opens what the plan asks for; the keys of the result are the resources' names. The caller owns the descriptors.</summary>
    /// <exception cref="GuestException">vhost was asked for by name and cannot be had.</exception>
    public static Dictionary<string, FileDescriptor> Open(LaunchPlan plan)
    {
        var opened = new Dictionary<string, FileDescriptor>();
        List<VhostNet>? refused = null;
        try
        {
            foreach (PlanResource resource in plan.Resources)
            {
                if (resource is not VhostNet vhost || refused?.Exists(r => r.Interface == vhost.Interface && r.Queue < vhost.Queue) == true)
                {
                    continue;
                }

                if (Files.TryOpenReadWrite(vhost.DevicePath, out int errno) is { } file)
                {
                    opened.Add(vhost.Name, file);
                    continue;
                }

                if (vhost.Required)
                {
                    throw new GuestException(
                        $"vhost-net was requested for an interface, but is unavailable: {vhost.Interface.Alias} needs {vhost.DevicePath}: {Errno.Text(errno)}");
                }

                plan.Warnings.Add($"interface {vhost.Interface.Alias}: no vhost-net ({vhost.DevicePath}: {Errno.Text(errno)}), using a plain tap");
                (refused ??= []).Add(vhost);
            }
        }
        catch (GuestException)
        {
            foreach (FileDescriptor file in opened.Values)
            {
                file.Dispose();
            }

            throw;
        }

        if (refused is not null)
        {
            TakeOut(plan, resource => resource is VhostNet && !opened.ContainsKey(resource.Name));
        }

        return opened;
    }

    /// <summary>The same decision without keeping anything open: what a start on this host would get (<c>--as-started</c>).</summary>
    public static void Apply(LaunchPlan plan)
    {
        foreach (FileDescriptor file in Open(plan).Values)
        {
            file.Dispose();
        }
    }

    /// <summary>For command lines that are only shown: where vhost-net is wanted but not asked for by name, this host decides; asked for by name, it stays.</summary>
    public static void ApplyWhereOptional(LaunchPlan plan)
    {
        var usable = new Dictionary<string, bool>();
        TakeOut(plan, resource => resource is VhostNet { Required: false } vhost && !IsUsable(vhost.DevicePath));

        bool IsUsable(string device)
        {
            if (!usable.TryGetValue(device, out bool known))
            {
                using FileDescriptor? file = Files.TryOpenReadWrite(device, out int _);
                usable.Add(device, known = file is not null);
            }

            return known;
        }
    }

    private static void TakeOut(LaunchPlan plan, Func<PlanResource, bool> lost)
    {
        foreach (PlanArgument argument in plan.Arguments)
        {
            if (argument.Value is BagValue { Form: BagForm.Netdev } bag)
            {
                bag.Properties.KeepFds(fd => !lost(fd), whenNoneIsLeft: "vhost");
            }
        }

        plan.Resources.RemoveAll(r => lost(r));
    }
}
