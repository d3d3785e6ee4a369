using System.Text.Json;

namespace VirshLite.Translator.Changes;

/// <summary>
/// What the steps of a change have brought so far, filled by whoever carries them out: returns and event data under the names of <c>KeepAs</c>, names of
/// devices that the host made. A change that goes on differently by an answer (a device that the guest has let go or not) asks here between its steps.
/// </summary>
public sealed class StepResults
{
    private readonly Dictionary<string, JsonElement> kept = [];
    private readonly Dictionary<string, string> names = [];

    public void Keep(string name, JsonElement value) => kept[name] = value;

    /// <summary>The name that the host gave to an opened resource (a tap: <c>vnet3</c>).</summary>
    public void KeepName(string resource, string name) => names[resource] = name;

    /// <summary>null where nothing was kept under that name.</summary>
    public JsonElement? Of(string name) => kept.TryGetValue(name, out JsonElement value) ? value : null;

    public string? NameOf(string resource) => names.GetValueOrDefault(resource);
}
