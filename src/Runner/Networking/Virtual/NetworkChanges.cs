namespace VirshLite.Runner.Networking.Virtual;

/// <summary>What has happened to networks since one last looked.</summary>
public sealed class NetworkChanges
{
    private readonly NetworkStore store;
    private Dictionary<string, (bool Active, bool Persistent, string Text)> before;

    public NetworkChanges(NetworkStore store)
    {
        this.store = store;
        before = Look();
    }

    /// <summary>
    /// Networks with what happened to each: Defined, Undefined, Started, Stopped, or <c>metadata</c> for a title, description or metadata that was changed.
    /// </summary>
    public IReadOnlyList<(string Network, string Change)> Next()
    {
        Dictionary<string, (bool Active, bool Persistent, string Text)> now = Look();
        List<(string Network, string Change)> changes = [];
        foreach (string name in now.Keys.Union(before.Keys).Order(StringComparer.Ordinal))
        {
            (bool active, bool persistent, string text) = now.GetValueOrDefault(name);
            (bool wasActive, bool wasPersistent, string was) = before.GetValueOrDefault(name);
            if (persistent && (!wasPersistent || (!active && !wasActive && text != was && Described(text) == Described(was))))
            {
                changes.Add((name, "Defined"));
            }

            if (active != wasActive)
            {
                changes.Add((name, active ? "Started" : "Stopped"));
            }

            if (!persistent && wasPersistent)
            {
                changes.Add((name, "Undefined"));
            }

            if (active == wasActive && persistent == wasPersistent && Described(text) != Described(was))
            {
                changes.Add((name, "metadata"));
            }
        }

        before = now;
        return changes;
    }

    private static string Described(string? xml)
    {
        if (string.IsNullOrEmpty(xml))
        {
            return "";
        }

        try
        {
            var network = DomainParser.Reading.NetworkReader.Read(xml);
            return $"{network.Title}\0{network.Description}\0{network.MetadataXml}";
        }
        catch (DomainParser.DomainException)
        {
            return "";
        }
    }

    private Dictionary<string, (bool Active, bool Persistent, string Text)> Look()
    {
        var found = new Dictionary<string, (bool Active, bool Persistent, string Text)>();
        foreach (NetworkRecord record in store.All())
        {
            try
            {
                found[record.Name] = (record.IsActive, record.Persistent, NetworkStore.Text(record));
            }
            catch (IOException)
            {
                // it went while it was looked at: the next look tells
            }
        }

        return found;
    }
}
