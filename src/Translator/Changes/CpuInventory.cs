using System.Globalization;
using System.Text;
using System.Text.Json;

namespace VirshLite.Translator.Changes;

/// <summary>
/// The vCPUs of a running guest as QEMU describes them (live-changes.md 9): <c>query-hotpluggable-cpus</c> tells of entities, which can be plugged and hold one
/// vCPU or several, <c>query-cpus-fast</c> of the threads that are there.
/// </summary>
public sealed class CpuInventory
{
    private CpuInventory(List<CpuInstance> vcpus) => Vcpus = vcpus;

    /// <summary>By libvirt's number.</summary>
    public IReadOnlyList<CpuInstance> Vcpus { get; }

    /// <param name="hotpluggable">What query-hotpluggable-cpus returned.</param>
    /// <param name="cpus">What query-cpus-fast returned.</param>
    /// <param name="maximum">How many vCPUs the domain has at most.</param>
    public static CpuInventory Of(JsonElement hotpluggable, JsonElement cpus, uint maximum)
    {
        var vcpus = new List<CpuInstance>();
        var threads = cpus.EnumerateArray().Select(c => new CpuThread(
            Text(c, "qom-path") ?? "", c.GetProperty("cpu-index").GetInt32(), c.GetProperty("thread-id").GetInt64(),
            Text(c, "cpu-state") is { } state ? state is "stopped" or "check-stop" or "load"
                : c.TryGetProperty("halted", out JsonElement halted) && halted.GetBoolean())).ToList();

        // QEMU lists the last entity first
        foreach (JsonElement entity in hotpluggable.EnumerateArray().Reverse())
        {
            int count = entity.TryGetProperty("vcpus-count", out JsonElement number) ? number.GetInt32() : 1;
            string? path = Text(entity, "qom-path");
            List<CpuThread> own = path is null ? [] : threads.FindAll(t => t.Path == path || t.Path.StartsWith(path + "/", StringComparison.Ordinal));
            string? alias = path?.StartsWith("/machine/peripheral/", StringComparison.Ordinal) == true ? path["/machine/peripheral/".Length..] : null;
            for (int i = 0; i < count && vcpus.Count < maximum; i++)
            {
                vcpus.Add(new CpuInstance
                {
                    Id = (uint)vcpus.Count,
                    Thread = i < own.Count ? own[i] : null,
                    IsOnline = path is not null,
                    IsHotpluggable = path is null || alias is not null,
                    Alias = i == 0 ? alias : null,
                    Type = i == 0 ? Text(entity, "type") : null,
                    Path = i == 0 ? path : null,
                    Properties = i == 0 ? entity.GetProperty("props") : default,
                    EntitySize = i == 0 ? (uint)count : 0,
                });
            }
        }

        Number(vcpus, threads);
        return new CpuInventory(vcpus);
    }

    /// <summary>The listing of libvirt's tests: a block a vCPU.</summary>
    public string Listing()
    {
        var text = new StringBuilder();
        foreach (CpuInstance vcpu in Vcpus)
        {
            Line("[vcpu libvirt-id='", vcpu.Id, "']");
            text.Append("    online=").Append(vcpu.IsOnline ? "yes" : "no").Append('\n');
            text.Append("    hotpluggable=").Append(vcpu.IsHotpluggable ? "yes" : "no").Append('\n');
            if (vcpu.Thread is { } thread)
            {
                Line("    thread-id='", thread.ThreadId, "'");
                if (vcpu.EntitySize > 0)
                {
                    Line("    enable-id='", vcpu.Order, "'");
                }

                Line("    query-cpus-id='", thread.Index, "'");
            }

            if (vcpu.EntitySize > 0)
            {
                Line("    type='", vcpu.Type, "'");
                if (vcpu.Alias is not null)
                {
                    Line("    alias='", vcpu.Alias, "'");
                }

                if (vcpu.Path is not null)
                {
                    Line("    qom_path='", vcpu.Path, "'");
                }

                text.Append("    topology:");
                foreach ((string key, string word) in Topology)
                {
                    if (vcpu.Properties.TryGetProperty(key, out JsonElement id))
                    {
                        text.Append(CultureInfo.InvariantCulture, $" {word}='{id.GetInt64()}'");
                    }
                }

                text.Append(CultureInfo.InvariantCulture, $" vcpus='{vcpu.EntitySize}'\n");
            }

            if (vcpu.Thread?.IsHalted == true)
            {
                text.Append("    halted\n");
            }
        }

        return text.ToString();

        void Line(string before, object? value, string after) =>
            text.Append(before).Append(CultureInfo.InvariantCulture, $"{value}").Append(after).Append('\n');
    }

    private static readonly (string Key, string Word)[] Topology =
        [("socket-id", "socket"), ("die-id", "die"), ("cluster-id", "cluster_id"), ("core-id", "core"), ("thread-id", "thread"), ("node-id", "node")];

    /// <summary>Entities count in the order of their threads; a vCPU inside an entity has its number.</summary>
    private static void Number(List<CpuInstance> vcpus, List<CpuThread> threads)
    {
        uint order = 1;
        foreach (CpuThread thread in threads)
        {
            int first = vcpus.FindIndex(v => v.Path is { } path && (thread.Path == path || thread.Path.StartsWith(path + "/", StringComparison.Ordinal)));
            if (first < 0 || vcpus[first].Order is not null)
            {
                continue;
            }

            for (int i = first; i < first + Math.Max(1, vcpus[first].EntitySize) && i < vcpus.Count; i++)
            {
                vcpus[i].Order = order;
            }

            order++;
        }
    }

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement text) ? text.GetString() : null;
}

/// <summary>A thread of QEMU's that runs a vCPU.</summary>
public sealed record CpuThread(string Path, int Index, long ThreadId, bool IsHalted);

/// <summary>One vCPU; what an entity has stands at its first.</summary>
public sealed class CpuInstance
{
    public required uint Id { get; init; }

    public CpuThread? Thread { get; init; }

    public required bool IsOnline { get; init; }

    /// <summary>It can be taken out, or put in.</summary>
    public required bool IsHotpluggable { get; init; }

    public string? Alias { get; init; }

    public string? Type { get; init; }

    public string? Path { get; init; }

    /// <summary>socket-id, core-id …, in QEMU's order.</summary>
    public JsonElement Properties { get; init; }

    /// <summary>How many vCPUs come and go together; 0 = it goes with one before it.</summary>
    public uint EntitySize { get; init; }

    /// <summary>Its entity's place in the order of coming; null where it is offline.</summary>
    public uint? Order { get; set; }
}
