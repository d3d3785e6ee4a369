using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using VirshLite.DomainParser.Model;
using VirshLite.Runner.Qmp;

namespace VirshLite.Runner.Launching;

/// <summary>
/// vCPUs that are online and may be unplugged are not part of -smp but added before the guest runs, in the order the XML gives (startup.md 8, step 5).
/// </summary>
internal static class VcpuHotplug
{
    private static readonly string[] TopologyKeys = ["socket-id", "die-id", "cluster-id", "core-id", "thread-id"];

    public static void Apply(Domain domain, QmpClient monitor)
    {
        List<Vcpu> wanted = [.. domain.Vcpus.Individual.Where(v => v is { Enabled: true, Hotpluggable: true }).OrderBy(v => v.Order ?? uint.MaxValue)
            .ThenBy(v => v.Id)];
        if (wanted.Count == 0)
        {
            return;
        }

        Dictionary<uint, JsonElement> places = Places(monitor.Execute("query-hotpluggable-cpus"));
        foreach (Vcpu vcpu in wanted)
        {
            // a place for several vCPUs is plugged with its first
            if (places.TryGetValue(vcpu.Id, out JsonElement place) && !place.TryGetProperty("qom-path", out _))
            {
                monitor.Execute("device_add", Arguments(vcpu.Id, place));
            }
            else if (place.ValueKind == JsonValueKind.Undefined && places.Count == 0)
            {
                throw new GuestException($"internal error: qemu has no place for vcpu '{vcpu.Id}'");
            }
        }
    }

    /// <summary>QEMU's places by the number of their first vCPU: counted along the topology.</summary>
    private static Dictionary<uint, JsonElement> Places(JsonElement answer)
    {
        var places = new Dictionary<uint, JsonElement>();
        uint next = 0;
        foreach (JsonElement place in answer.EnumerateArray().Order(Comparer<JsonElement>.Create((a, b) => Compare(a.GetProperty("props"), b.GetProperty("props")))))
        {
            places.Add(next, place);
            next += place.GetProperty("vcpus-count").GetUInt32();
        }

        return places;
    }

    private static int Compare(JsonElement a, JsonElement b)
    {
        foreach (string key in TopologyKeys)
        {
            long left = a.TryGetProperty(key, out JsonElement l) ? l.GetInt64() : 0;
            long right = b.TryGetProperty(key, out JsonElement r) ? r.GetInt64() : 0;
            if (left != right)
            {
                return left.CompareTo(right);
            }
        }

        return 0;
    }

    private static string Arguments(uint id, JsonElement place)
    {
        var output = new ArrayBufferWriter<byte>(128);
        using (var writer = new Utf8JsonWriter(output))
        {
            writer.WriteStartObject();
            writer.WriteString("driver", place.GetProperty("type").GetString());
            writer.WriteString("id", "vcpu" + id.ToString(CultureInfo.InvariantCulture));
            foreach (JsonProperty property in place.GetProperty("props").EnumerateObject())
            {
                property.WriteTo(writer);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(output.WrittenSpan);
    }
}
