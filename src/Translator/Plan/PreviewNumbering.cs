namespace VirshLite.Translator.Plan;

/// <summary>
/// The numbers of a command line that is only shown: nothing is opened, so they are the same for the same plan. Interfaces come first, from 22 on (tap 22, its
/// vhost-net 23 …), then everything else in plan order. Sockets that QEMU would get listening stand there by path, as <c>virsh domxml-to-native</c> prints them
/// (measured: libvirt 11.3).
/// </summary>
public sealed class PreviewNumbering : IFdNumbering
{
    public const int First = 22;

    private readonly Dictionary<string, int> numbers = [];
    private readonly bool socketsByPath;

    public PreviewNumbering(LaunchPlan plan, bool socketsByPath = true)
    {
        this.socketsByPath = socketsByPath;
        foreach (PlanResource resource in plan.Resources)
        {
            if (resource is TapQueue or VhostNet)
            {
                Number(resource);
            }
        }

        foreach (PlanResource resource in plan.Resources)
        {
            if (PathOf(resource) is null)
            {
                Number(resource);
            }
        }
    }

    public int NumberOf(PlanResource resource) => resource is CallersFd callers ? callers.Number : Number(resource);

    public string? PathOf(PlanResource resource) => socketsByPath
        ? resource switch
        {
            MonitorSocket monitor => monitor.Path,
            ListeningSocket socket => socket.Path,
            _ => null,
        }
        : null;

    private int Number(PlanResource resource)
    {
        if (!numbers.TryGetValue(resource.Name, out int number))
        {
            numbers.Add(resource.Name, number = First + numbers.Count);
        }

        return number;
    }
}
