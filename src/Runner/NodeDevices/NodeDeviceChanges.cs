namespace VirshLite.Runner.NodeDevices;

/// <summary>What has happened to the host's devices since one last looked.</summary>
public sealed class NodeDeviceChanges
{
    private readonly NodeDeviceList list;
    private Dictionary<string, NodeDevice> before;

    public NodeDeviceChanges(NodeDeviceList list)
    {
        this.list = list;
        before = Look();
    }

    /// <summary>Devices with what happened to each: Created, Deleted, Defined, Undefined, or null for one that is another than before.</summary>
    public IReadOnlyList<(string Device, string? Change)> Next()
    {
        Dictionary<string, NodeDevice> now = Look();
        List<(string, string?)> changes = [];
        foreach (string name in now.Keys.Union(before.Keys).Order(StringComparer.Ordinal))
        {
            NodeDevice? device = now.GetValueOrDefault(name);
            NodeDevice? former = before.GetValueOrDefault(name);
            if (device?.IsPersistent == true && former?.IsPersistent != true)
            {
                changes.Add((name, "Defined"));
            }

            if ((device?.IsActive == true) != (former?.IsActive == true))
            {
                changes.Add((name, device?.IsActive == true ? "Created" : "Deleted"));
            }
            else if (device is not null && former is not null && NodeDeviceText.Xml(device) != NodeDeviceText.Xml(former))
            {
                changes.Add((name, null));
            }

            if (device?.IsPersistent != true && former?.IsPersistent == true)
            {
                changes.Add((name, "Undefined"));
            }
        }

        before = now;
        return changes;
    }

    private Dictionary<string, NodeDevice> Look() => list.All().ToDictionary(d => d.Name);
}
