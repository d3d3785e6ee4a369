using VirshLite.Runner.Guests;
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
            TakeOut(plan, opened);
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

    private static void TakeOut(LaunchPlan plan, Dictionary<string, FileDescriptor> opened)
    {
        bool Lost(PlanResource resource) => resource is VhostNet && !opened.ContainsKey(resource.Name);
        foreach (PlanArgument argument in plan.Arguments)
        {
            if (argument.Value is BagValue { Form: BagForm.Netdev } bag)
            {
                bag.Properties.KeepFds(fd => !Lost(fd), whenNoneIsLeft: "vhost");
            }
        }

        plan.Resources.RemoveAll(Lost);
    }
}
